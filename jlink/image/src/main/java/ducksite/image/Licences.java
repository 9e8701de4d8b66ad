package ducksite.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code legal/third-party}: the licence and notice texts of every library that is linked, beside
 * those of the JDK.
 */
final class Licences {
  private static final Pattern TEXT =
      Pattern.compile(
          "META-INF/(licences/.*|maven/.*/)?(LICENSE|NOTICE|THIRD-PARTY)[^/]*",
          Pattern.CASE_INSENSITIVE);

  private final Path sources;

  /**
   * @param sources the folder with {@code libraries.txt} and {@code texts}
   */
  Licences(Path sources) {
    this.sources = sources;
  }

  void writeTo(Path legal, List<Path> jars) throws IOException {
    Path folder = legal.resolve("third-party");
    Trees.delete(folder);
    Files.createDirectories(folder);
    List<Library> libraries = libraries();
    for (Path jar : jars) {
      String name = jar.getFileName().toString();
      boolean known =
          name.startsWith("ducksite.")
              || libraries.stream().anyMatch(library -> library.names(name));
      if (!known) {
        throw new BuildException(
            "The licence of " + name + " is not known. Add it to " + sources + "/libraries.txt.");
      }
      copyTexts(jar, folder.resolve(name.replace(".jar", "")));
    }
    Trees.copy(sources.resolve("texts"), folder.resolve("texts"), _ -> true);
    Files.copy(sources.resolve("libraries.txt"), folder.resolve("libraries.txt"));
  }

  private List<Library> libraries() throws IOException {
    List<Library> libraries = new ArrayList<>();
    for (String line : Files.readAllLines(sources.resolve("libraries.txt"))) {
      if (!line.isBlank() && !line.startsWith("#")) {
        libraries.add(Library.of(line));
      }
    }
    for (Library library : libraries) {
      for (String text : library.texts()) {
        if (!Files.exists(sources.resolve("texts").resolve(text))) {
          throw new BuildException(
              "The licence text " + text + " of " + library.artefact() + " does not exist.");
        }
      }
    }
    return libraries;
  }

  private static void copyTexts(Path jar, Path folder) throws IOException {
    for (String name : Jars.names(jar)) {
      if (TEXT.matcher(name).matches()) {
        String flat = name.replaceFirst("META-INF/(licences/)?", "").replace("META-INF/", "");
        Jars.extract(jar, name, folder.resolve(flat));
      }
    }
  }

  /** One line of {@code libraries.txt}. */
  private record Library(String artefact, String licence, List<String> texts) {
    static Library of(String line) {
      String[] cells = line.split("\\|");
      if (cells.length != 4) {
        throw new BuildException("Four cells are expected in libraries.txt: " + line);
      }
      List<String> texts =
          Arrays.stream(cells[2].strip().split(" ")).filter(text -> !text.isEmpty()).toList();
      return new Library(cells[0].strip(), cells[1].strip(), texts);
    }

    boolean names(String jar) {
      String pattern = Pattern.quote(artefact).replace("*", "\\E.*\\Q");
      return jar.matches(pattern + "-[0-9].*\\.jar");
    }
  }
}
