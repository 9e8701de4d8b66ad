package ducksite.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** {@code bin/ducksite}, and the JVM options that it and the training run share. */
final class Launcher {
  static final String MAIN = "ducksite.app/ducksite.app.Main";
  static final String CACHE = "lib/ducksite.aot";

  private final String collector;
  private final List<String> options;

  /**
   * @param collector the option that chooses the garbage collector, which the operator may replace
   * @param options the other JVM options of the training run, without the cache's own
   */
  Launcher(String collector, List<String> options) {
    this.collector = collector;
    this.options = options;
  }

  void writeTo(Path image) throws IOException {
    String text =
        template()
            .replace(
                "@options@",
                "-XX:AOTCache=\"$home/" + CACHE + "\" " + String.join(" ", shared("\"$home/lib\"")))
            .replace("@collector@", collector)
            .replace("@main@", MAIN);
    Path script = image.resolve("bin/ducksite");
    Files.writeString(script, text);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** The command of a training run of the image. */
  List<String> training(Path image, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(image.resolve("bin/java").toString());
    command.add("-XX:AOTCacheOutput=" + image.resolve(CACHE));
    command.add(collector);
    command.addAll(shared(image.resolve("lib").toString()));
    command.add("-m");
    command.add(MAIN);
    command.addAll(arguments);
    return command;
  }

  private List<String> shared(String lib) {
    List<String> shared = new ArrayList<>(options);
    // Arrow has no System.loadLibrary path: without this it unpacks its library to the temporary
    // folder.
    shared.add("-Darrow.cdata.library.path=" + lib);
    return shared;
  }

  private static String template() throws IOException {
    try (InputStream in = Launcher.class.getResourceAsStream("launcher.sh")) {
      if (in == null) {
        throw new BuildException("The resource launcher.sh is missing.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
