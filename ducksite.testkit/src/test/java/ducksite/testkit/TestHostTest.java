package ducksite.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host in a folder, with a program in the image's place that tells how it was called. */
final class TestHostTest {

  @TempDir private Path folder;

  private TestHost host;

  @BeforeEach
  void anImage() throws IOException {
    Path program = folder.resolve("image/bin/ducksite");
    Files.createDirectories(program.getParent());
    Files.writeString(program, "#!/bin/sh\necho \"$@\"\necho oops >&2\nexit 1\n");
    assertTrue(program.toFile().setExecutable(true));
    host = TestHost.on(folder.resolve("image"), folder.resolve("project"));
  }

  @Test
  void aVerbRunsOnTheProject() throws IOException {
    TestHost.Outcome outcome = host.run("check", "--strict");
    assertEquals(1, outcome.code());
    assertEquals("check --strict --root " + host.root() + "\n", outcome.out());
    assertEquals("oops\n", outcome.err());
  }

  @Test
  void filesAndPluginsLandInTheProject() throws IOException {
    Path jar = Files.writeString(folder.resolve("sales.jar"), "jar");
    Files.createDirectories(folder.resolve("sales"));
    Files.writeString(folder.resolve("sales/lib.jar"), "library");
    host.plugin(jar).file("content/index.md", "# A");
    assertEquals("jar", Files.readString(host.root().resolve("plugins/sales.jar")));
    assertEquals("library", Files.readString(host.root().resolve("plugins/sales/lib.jar")));
    assertEquals("# A", Files.readString(host.root().resolve("content/index.md")));
    assertTrue(Files.exists(host.root().resolve("ducksite.toml")));
    assertThrows(IllegalArgumentException.class, () -> host.file("../x", ""));
  }

  @Test
  void aServerThatDoesNotStartSaysWhy() {
    IOException failure = assertThrows(IOException.class, () -> host.serve());
    assertTrue(failure.getMessage().contains("oops"), failure::getMessage);
    assertThrows(IllegalArgumentException.class, () -> host.parquet("a.parquet", "SELECT 1 AS n"));
  }
}
