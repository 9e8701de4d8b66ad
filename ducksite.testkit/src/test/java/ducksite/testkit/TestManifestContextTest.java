package ducksite.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.manifest.VirtualParquetFile;
import ducksite.api.manifest.VirtualParquetManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestManifestContextTest {

  @TempDir Path folder;

  private static List<String> paths(VirtualParquetManifest manifest) {
    return manifest.files().stream().map(VirtualParquetFile::httpPath).toList();
  }

  @Test
  void aFolderGivesItsParquetFilesByPath() throws IOException {
    Files.createDirectories(folder.resolve("sub"));
    for (String name : List.of("b.parquet", "A.PARQUET", "x.csv", "sub/c.parquet")) {
      Files.writeString(folder.resolve(name), "PAR1");
    }
    TestManifestContext context = TestManifestContext.in(folder);
    assertEquals(
        List.of("data/x/A.PARQUET", "data/x/b.parquet"),
        paths(context.manifestFromParquetDirectory(folder, "data/x", false)));
    assertEquals(3, context.manifestFromParquetDirectory(folder, "data/x/", true).files().size());
  }

  @Test
  void aFolderThatIsMissingOrNoneOrEmptyIsRefused() throws IOException {
    TestManifestContext context = TestManifestContext.in(folder);
    Path file = Files.writeString(folder.resolve("file"), "");
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertThrows(
        NoSuchFileException.class,
        () -> context.manifestFromParquetDirectory(folder.resolve("no"), "data/x", false));
    assertThrows(
        NotDirectoryException.class,
        () -> context.manifestFromParquetDirectory(file, "data/x", false));
    assertThrows(
        IllegalArgumentException.class,
        () -> context.manifestFromParquetDirectory(empty, "data/x", false));
  }

  @Test
  void anUnknownSourceAndAnUnknownModelAreRefused() {
    TestManifestContext context = TestManifestContext.in(folder);
    assertThrows(
        IllegalArgumentException.class, () -> context.manifestFromFileSource("no", "data/x"));
    assertThrows(
        IllegalArgumentException.class,
        () -> context.manifestFromModelViews(List.of("no"), "data/x"));
    assertThrows(
        IllegalArgumentException.class, () -> context.manifestFromModelViews(List.of(), "data/x"));
  }

  @Test
  void progressIsKept() {
    TestManifestContext context = TestManifestContext.in(folder);
    context.progress("one");
    context.progress("two");
    assertEquals(List.of("one", "two"), context.progressMessages());
    assertTrue(Files.isDirectory(context.scratchFolder()));
  }
}
