package ducksite.image;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** How large each part of the image is, and the limit that the whole may not pass. */
final class SizeReport {
  static final long LIMIT = 340L * 1000 * 1000;

  private final Map<String, Long> parts = new LinkedHashMap<>();
  private final long total;

  SizeReport(Path image) throws IOException {
    long named = 0;
    for (String part :
        new String[] {
          "lib/modules",
          "lib/libduckdb_java.so",
          Launcher.CACHE,
          "lib/server",
          "plugins",
          "sdk",
          "demo",
          "legal"
        }) {
      long bytes = Trees.bytes(image.resolve(part));
      parts.put(part, bytes);
      named += bytes;
    }
    total = Trees.bytes(image);
    parts.put("others", total - named);
  }

  void print(PrintStream out) {
    parts.forEach((part, bytes) -> out.printf("  %-24s %7.1f MB%n", part, bytes / 1e6));
    out.printf("  %-24s %7.1f MB of at most %.0f MB%n", "image", total / 1e6, LIMIT / 1e6);
  }

  void check() {
    if (total > LIMIT) {
      throw new BuildException(
          "The image has %.0f MB; at most %.0f MB are allowed."
              .formatted(total / 1e6, LIMIT / 1e6));
    }
  }
}
