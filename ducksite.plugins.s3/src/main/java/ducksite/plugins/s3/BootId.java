package ducksite.plugins.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * What differs after the machine has been started again: what a killed process wrote is still there
 * before, and may be lost afterwards.
 */
final class BootId {

  private static final Path FILE = Path.of("/proc/sys/kernel/random/boot_id");

  /** Where the platform tells none, that of this process: nothing is trusted by the next one. */
  private static final String OF_PROCESS = UUID.randomUUID().toString();

  private BootId() {}

  static String current() throws IOException {
    try {
      return Files.readString(FILE).strip();
    } catch (NoSuchFileException e) {
      return OF_PROCESS;
    }
  }
}
