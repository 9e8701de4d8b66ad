package ducksite.plugins.staticfiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.manifest.VirtualParquetFile;
import ducksite.testkit.TestManifestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StaticFilesTest {

  @TempDir Path folder;

  @BeforeEach
  void warehouse() throws IOException {
    for (String name : List.of("emea.parquet", "na.parquet", "notes.txt", "2025/old.parquet")) {
      Path file = folder.resolve("warehouse").resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "PAR1PAR1");
    }
  }

  private TestManifestContext context(Map<String, ?> options) {
    return TestManifestContext.in(folder).withSourceName("sales").withOptions(options);
  }

  private List<VirtualParquetFile> files(Map<String, ?> options) throws IOException {
    return new StaticFiles().buildManifest(context(options)).files();
  }

  private String refusal(Map<String, ?> options) {
    return assertThrows(IllegalArgumentException.class, () -> files(options)).getMessage();
  }

  private static Map<String, ?> file(Map<String, ?> entry) {
    return Map.of("files", List.of(entry));
  }

  private static Map<String, ?> folder(Map<String, ?> entry) {
    return Map.of("folders", List.of(entry));
  }

  @Test
  void aFileIsServedWhereTheEntrySays() throws IOException {
    List<VirtualParquetFile> files =
        files(
            file(
                Map.of(
                    "path",
                    "warehouse/emea.parquet",
                    "http_path",
                    "data/x/e.parquet",
                    "row_filter",
                    "amount > 0")));
    VirtualParquetFile expected =
        VirtualParquetFile.of("data/x/e.parquet", folder.resolve("warehouse/emea.parquet"))
            .withSize(8)
            .withRowFilter("amount > 0");
    assertEquals(List.of(expected), files);
  }

  @Test
  void aFileIsServedUnderItsNameByDefault() throws IOException {
    assertEquals(
        "emea.parquet",
        files(file(Map.of("path", "warehouse/emea.parquet"))).getFirst().httpPath());
  }

  @Test
  void anAbsolutePathMayBeAnywhere(@TempDir Path elsewhere) throws IOException {
    Path far = Files.writeString(elsewhere.resolve("far.parquet"), "PAR1PAR1");
    assertEquals(far.toUri(), files(file(Map.of("path", far.toString()))).getFirst().location());
  }

  @Test
  void aFolderIsListedWithoutItsFoldersAndWithoutOtherFiles() throws IOException {
    assertEquals(
        List.of("data/sales/emea.parquet", "data/sales/na.parquet"),
        files(folder(Map.of("path", "warehouse"))).stream()
            .map(VirtualParquetFile::httpPath)
            .toList());
  }

  @Test
  void aFolderMayBeListedWithItsFolders() throws IOException {
    List<VirtualParquetFile> files =
        files(
            folder(
                Map.of(
                    "path",
                    "warehouse",
                    "http_prefix",
                    "data/w",
                    "recursive",
                    true,
                    "row_filter",
                    "year > 2000")));
    assertEquals(
        List.of("data/w/2025/old.parquet", "data/w/emea.parquet", "data/w/na.parquet"),
        files.stream().map(VirtualParquetFile::httpPath).toList());
    assertTrue(
        files.stream().allMatch(file -> file.rowFilter().equals(Optional.of("year > 2000"))));
  }

  @Test
  void eachMistakeIsNamedWithItsEntry() {
    assertEquals(
        "source 'sales' lists neither files nor folders in [file_sources.options]",
        refusal(Map.of()));
    assertEquals(
        "options: unknown key 'file'; known keys: files, folders", refusal(Map.of("file", "x")));
    assertEquals("files[0]: 'path' is missing; it names what to serve", refusal(file(Map.of())));
    assertEquals(
        "files[0]: unknown key 'filter'; known keys: http_path, path, row_filter",
        refusal(file(Map.of("filter", ""))));
    assertEquals(
        "files[0]: 'row_filter' is blank; leave it out instead",
        refusal(file(Map.of("path", "warehouse/emea.parquet", "row_filter", " "))));
    assertEquals("files[0]: option 'path' must be a string", refusal(file(Map.of("path", 1L))));
    assertEquals(
        "files[0]: there is no file no.parquet (" + folder.resolve("no.parquet") + ")",
        refusal(file(Map.of("path", "no.parquet"))));
    assertEquals(
        "folders[0]: there is no folder no (" + folder.resolve("no") + ")",
        refusal(folder(Map.of("path", "no"))));
    assertTrue(
        refusal(file(Map.of("path", "warehouse/emea.parquet", "http_path", "../x")))
            .startsWith("files[0]: HTTP path"));
  }

  @Test
  void aFolderWithoutParquetSaysWhereToLook() throws IOException {
    Files.createDirectories(folder.resolve("deep/er"));
    Files.writeString(folder.resolve("deep/er/a.parquet"), "PAR1PAR1");
    assertTrue(
        refusal(folder(Map.of("path", "deep")))
            .endsWith("'recursive = true' looks into its folders too"));
  }

  @Test
  void twoEntriesForOneHttpPathAreNamed() {
    Map<String, Object> options =
        Map.of(
            "files",
                List.of(
                    Map.of("path", "warehouse/na.parquet", "http_path", "data/sales/emea.parquet")),
            "folders", List.of(Map.of("path", "warehouse")));
    assertEquals(
        "files[0] and folders[0] both tell data/sales/emea.parquet; give one another http_path or"
            + " http_prefix",
        refusal(options));
  }

  @Test
  void aCancelledCallEnds() {
    TestManifestContext context =
        context(folder(Map.of("path", "warehouse"))).withCancellation(() -> true);
    assertThrows(CancellationException.class, () -> new StaticFiles().buildManifest(context));
  }
}
