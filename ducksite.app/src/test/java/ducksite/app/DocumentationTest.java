package ducksite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads the documents at the top of the repository and below {@code docs/}. */
final class DocumentationTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
  private static final Pattern FENCED = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

  @Test
  void the_first_two_commands_of_the_readme_start_the_demo_and_check_everything()
      throws IOException {
    List<String> commands = new ArrayList<>();
    Matcher block = FENCED.matcher(Files.readString(ROOT.resolve("README.md")));
    while (block.find()) {
      if (block.group(1).equals("sh")) {
        commands.addAll(block.group(2).lines().map(line -> line.split("#", 2)[0].strip()).toList());
      }
    }
    assertTrue(commands.size() >= 2, commands.toString());
    assertEquals(List.of("./ducksite demo", "mvn verify"), commands.subList(0, 2));
    assertTrue(Files.isExecutable(ROOT.resolve("ducksite")));
  }

  @Test
  void every_relative_link_leads_to_a_file_and_a_heading_that_exist() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path document : documents()) {
      String prose = FENCED.matcher(Files.readString(document)).replaceAll("");
      Matcher link = LINK.matcher(prose);
      while (link.find()) {
        if (!link.group(1).contains("://") && !link.group(1).startsWith("mailto:")) {
          links++;
          if (!exists(document, link.group(1))) {
            broken.add(document + ": " + link.group(1));
          }
        }
      }
    }
    assertTrue(links > 10, "links seen: " + links);
    assertEquals(List.of(), broken);
  }

  private static List<Path> documents() throws IOException {
    List<Path> documents =
        new ArrayList<>(
            Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md").map(ROOT::resolve).toList());
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
    }
    return documents;
  }

  private static boolean exists(Path document, String target) throws IOException {
    int hash = target.indexOf('#');
    String path = hash < 0 ? target : target.substring(0, hash);
    Path file = path.isEmpty() ? document : document.resolveSibling(path).normalize();
    if (!Files.exists(file)) {
      return false;
    }
    return hash < 0 || anchors(Files.readString(file)).contains(target.substring(hash + 1));
  }

  /** Headings as the addresses that code hosts give them. */
  private static List<String> anchors(String text) {
    List<String> anchors = new ArrayList<>();
    Matcher heading = HEADING.matcher(text);
    while (heading.find()) {
      anchors.add(
          heading
              .group(1)
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
              .replace(' ', '-'));
    }
    return anchors;
  }
}
