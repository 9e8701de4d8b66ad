package ducksite.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where bodies wait for slow clients, and how much of them may.
 *
 * @param folder for temporary files
 * @param memoryBytes of one body in memory
 * @param fileBytes of one body in a file
 */
record SpoolSettings(Path folder, int memoryBytes, long fileBytes) {

  Spool open() {
    return new Spool(folder, memoryBytes, fileBytes);
  }

  Path temporaryFile(String suffix) throws IOException {
    Files.createDirectories(folder);
    Path file = Files.createTempFile(folder, "answer-", suffix);
    Files.delete(file);
    return file;
  }
}
