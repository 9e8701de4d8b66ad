package ducksite.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class SourceTreeTest {
  private static final int LONGEST = 300;

  /**
   * Folders of the machines that this was written on; spelt so that this file does not name them.
   */
  private static final Pattern WORKPLACE =
      Pattern.compile("(?<![\\w.*-])/(wor" + "k|tm" + "p/dev|tm" + "p/o)/[\\w.]+");

  /** Where packages come from: that is the builder's own setting, not the project's. */
  private static final Pattern SOURCE =
      Pattern.compile("(?:\"resolved\"\\s*:\\s*\"|<url>|registry\\s*=\\s*)https?://([^/\"<\\s]+)");

  @Test
  void noSourceFileIsTooLong() throws IOException {
    List<String> tooLong = new ArrayList<>();
    List<Path> sources = Repository.mainSources();
    for (Path file : sources) {
      int lines = Files.readAllLines(file).size();
      if (lines > LONGEST) {
        tooLong.add(name(file) + ": " + lines);
      }
    }
    assertTrue(sources.size() > 30, () -> "Only " + sources.size() + " source files were found.");
    assertEquals(List.of(), tooLong, "Longer than " + LONGEST + " lines");
  }

  @Test
  void everyPackageSaysWhatItIs() throws IOException {
    Set<String> silent = new TreeSet<>();
    for (Path file : Repository.mainSources()) {
      boolean source =
          !file.endsWith("module-info.java") && !file.toString().contains("/org/apache/hadoop/");
      if (source && !Files.exists(file.resolveSibling("package-info.java"))) {
        silent.add(name(file.getParent()));
      }
    }
    assertEquals(Set.of(), silent, "Packages without package-info.java");
  }

  @Test
  void noFileNamesTheFoldersOfTheMachineItWasWrittenOn() throws IOException {
    assertEquals(List.of(), matches(WORKPLACE));
    assertTrue(
        WORKPLACE.matcher("cd /wor" + "k/main").find(), "The pattern must find what it forbids.");
  }

  @Test
  void noFileSaysWherePackagesComeFrom() throws IOException {
    List<String> others = new ArrayList<>();
    for (Path file : Repository.files()) {
      if (file.endsWith("pom.xml")
          || file.endsWith("package-lock.json")
          || file.endsWith(".npmrc")) {
        SOURCE
            .matcher(Files.readString(file))
            .results()
            .map(result -> result.group(1))
            .forEach(host -> others.add(name(file) + ": " + host));
      }
    }
    assertEquals(List.of(), others);
  }

  private static List<String> matches(Pattern pattern) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : Repository.files()) {
      try {
        pattern
            .matcher(Files.readString(file))
            .results()
            .map(MatchResult::group)
            .forEach(match -> found.add(name(file) + ": " + match));
      } catch (CharacterCodingException e) {
        // A binary file: it has no text to look at.
        continue;
      }
    }
    return found;
  }

  private static String name(Path file) {
    return Repository.root().relativize(file).toString();
  }
}
