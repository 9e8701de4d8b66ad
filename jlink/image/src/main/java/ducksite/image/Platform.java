package ducksite.image;

import java.util.Locale;

/** The operating system and processor that this image is built on and for. */
record Platform(Family family, boolean arm) {
  enum Family {
    LINUX,
    MACOS
  }

  static Platform current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static Platform of(String system, String processor) {
    boolean arm = processor.equals("aarch64");
    String name = system.toLowerCase(Locale.ROOT);
    if (!arm && !processor.equals("amd64") && !processor.equals("x86_64")) {
      throw new BuildException(
          "No DuckDB library exists for the processor " + processor + "; build on x64 or aarch64.");
    }
    if (name.equals("linux")) {
      return new Platform(Family.LINUX, arm);
    }
    if (name.startsWith("mac") && arm) {
      return new Platform(Family.MACOS, true);
    }
    throw new BuildException(
        "The image cannot be built on "
            + system
            + " "
            + processor
            + "; build on Linux, or on macOS with an aarch64.");
  }

  /** The name that the archive carries, {@code linux-x64} for example. */
  String label() {
    return family.name().toLowerCase(Locale.ROOT) + "-" + (arm ? "aarch64" : "x64");
  }

  boolean linux() {
    return family == Family.LINUX;
  }
}
