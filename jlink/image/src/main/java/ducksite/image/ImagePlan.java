package ducksite.image;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the Maven build hands over, as {@code key=value} arguments. */
record ImagePlan(Map<String, String> values) {
  private static final String PRIVATE = "private.";

  static ImagePlan of(String... arguments) {
    return new ImagePlan(
        Arrays.stream(arguments)
            .map(argument -> argument.split("=", 2))
            .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1])));
  }

  String value(String key) {
    String value = values.get(key);
    if (value == null) {
      throw new BuildException(
          "The argument " + key + "=… is missing; jlink/image/pom.xml gives it.");
    }
    return value;
  }

  /** Words between blanks: options or arguments. */
  List<String> words(String key) {
    return Arrays.stream(value(key).strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  /** Names between commas. */
  List<String> names(String key) {
    return Arrays.stream(value(key).split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  Path path(String key) {
    return Path.of(value(key)).toAbsolutePath().normalize();
  }

  /** The jars of a class path file that maven-dependency-plugin wrote. */
  List<Path> jars(String key) {
    try {
      return Arrays.stream(Files.readString(path(key)).strip().split(File.pathSeparator))
          .filter(entry -> !entry.isEmpty())
          .map(Path::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The private jars of a plugin: the argument {@code private.<beginning of its name>}. */
  List<Path> privateJars(Path plugin) {
    String name = plugin.getFileName().toString();
    return values.keySet().stream()
        .filter(key -> key.startsWith(PRIVATE))
        .filter(key -> name.startsWith(key.substring(PRIVATE.length()) + "-"))
        .flatMap(key -> jars(key).stream())
        .toList();
  }

  Path target() {
    return path("target");
  }

  Path image() {
    return target().resolve("ducksite");
  }

  String version() {
    return value("version");
  }
}
