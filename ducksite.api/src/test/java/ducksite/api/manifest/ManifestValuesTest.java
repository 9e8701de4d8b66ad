package ducksite.api.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ManifestValuesTest {

  private static final URI PLACE = URI.create("s3://bucket/a.parquet");
  private static final VirtualParquetFile BARE = VirtualParquetFile.of("data/a.parquet", PLACE);
  private static final VirtualParquetFile FULL =
      BARE.withRowFilter("x > 1").withSize(9).withVersion("v").withPartitions(Map.of("day", "1"));

  @Test
  void aFileHasWhatItWasGiven() {
    assertEquals("data/a.parquet", FULL.httpPath());
    assertEquals(PLACE, FULL.location());
    assertEquals(Optional.of("x > 1"), FULL.rowFilter());
    assertEquals(OptionalLong.of(9), FULL.size());
    assertEquals(Optional.of("v"), FULL.version());
    assertEquals(Map.of("day", "1"), FULL.partitions());
    assertEquals("data/a.parquet -> s3://bucket/a.parquet", FULL.toString());
  }

  @Test
  void whatAFileWasNotGivenIsEmpty() {
    assertEquals(Optional.empty(), BARE.rowFilter());
    assertEquals(OptionalLong.empty(), BARE.size());
    assertEquals(Optional.empty(), BARE.version());
    assertEquals(Map.of(), BARE.partitions());
    assertEquals(OptionalLong.of(0), BARE.withSize(0).size());
  }

  @Test
  void eachWitherLeavesTheOriginalAlone() {
    FULL.withRowFilter("y").withSize(1).withVersion("w").withPartitions(Map.of());
    assertEquals(
        FULL,
        BARE.withPartitions(Map.of("day", "1"))
            .withVersion("v")
            .withSize(9)
            .withRowFilter("x > 1"));
  }

  @Test
  void filesAreEqualInEveryPart() {
    assertEquals(FULL.hashCode(), FULL.withSize(9).hashCode());
    for (VirtualParquetFile other :
        List.of(
            BARE,
            FULL.withRowFilter("x > 2"),
            FULL.withSize(8),
            FULL.withVersion("w"),
            FULL.withPartitions(Map.of()))) {
      assertNotEquals(FULL, other);
    }
    assertNotEquals(BARE, VirtualParquetFile.of("data/b.parquet", PLACE));
    assertNotEquals(BARE, VirtualParquetFile.of("data/a.parquet", URI.create("s3://b/c")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "/data/a", "data//a", "data/./a", "../a", "data/..", "a/", "a\nb"})
  void anHttpPathThatClimbsOrIsBlankIsRefused(String path) {
    assertThrows(IllegalArgumentException.class, () -> VirtualParquetFile.of(path, PLACE));
  }

  @Test
  void backslashesOfAnHttpPathBecomeSlashes() {
    assertEquals("data/a", VirtualParquetFile.of("data\\a", PLACE).httpPath());
    assertThrows(IllegalArgumentException.class, () -> VirtualParquetFile.of("data\\..\\a", PLACE));
  }

  @Test
  void aLocationIsAbsolute() {
    assertThrows(
        IllegalArgumentException.class,
        () -> VirtualParquetFile.of("data/a", URI.create("a.parquet")));
    assertEquals(
        Path.of("x.parquet").toAbsolutePath().toUri(),
        VirtualParquetFile.of("data/a", Path.of("y/../x.parquet")).location());
  }

  @Test
  void blankAndNegativeValuesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> BARE.withRowFilter(" "));
    assertThrows(IllegalArgumentException.class, () -> BARE.withSize(-1));
    assertThrows(IllegalArgumentException.class, () -> BARE.withVersion(""));
    assertThrows(IllegalArgumentException.class, () -> BARE.withPartitions(Map.of("", "1")));
  }

  @Test
  void partitionsAreCopiedInTheirOrder() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("year", "2025");
    values.put("month", "1");
    VirtualParquetFile file = BARE.withPartitions(values);
    values.put("day", "1");
    assertEquals(List.of("year", "month"), List.copyOf(file.partitions().keySet()));
    assertThrows(UnsupportedOperationException.class, () -> file.partitions().clear());
    values.put("day", null);
    assertThrows(NullPointerException.class, () -> BARE.withPartitions(values));
  }

  @Test
  void aManifestKeepsACopyOfItsFilesInTheirOrder() {
    List<VirtualParquetFile> files = new ArrayList<>(List.of(FULL, BARE));
    VirtualParquetManifest manifest = VirtualParquetManifest.of(files);
    files.clear();
    assertEquals(List.of(FULL, BARE), manifest.files());
    assertThrows(UnsupportedOperationException.class, () -> manifest.files().clear());
    files.add(null);
    assertThrows(NullPointerException.class, () -> VirtualParquetManifest.of(files));
  }

  @Test
  void aManifestMayHaveATemplate() {
    VirtualParquetManifest manifest =
        VirtualParquetManifest.of(List.of(BARE))
            .withTemplateName("sales_[region]")
            .withRowFilterTemplate("region = ?");
    assertEquals(Optional.of("sales_[region]"), manifest.templateName());
    assertEquals(Optional.of("region = ?"), manifest.rowFilterTemplate());
    assertEquals(List.of(FULL), manifest.withFiles(List.of(FULL)).files());
    assertEquals(manifest.templateName(), manifest.withFiles(List.of(FULL)).templateName());
    assertEquals("1 files, template sales_[region] where region = ?", manifest.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sales", "sales_[]", "sales_[ ]", "sales_]region["})
  void aTemplateNameNeedsAnExpression(String name) {
    VirtualParquetManifest manifest = VirtualParquetManifest.of(List.of());
    assertThrows(IllegalArgumentException.class, () -> manifest.withTemplateName(name));
    assertThrows(IllegalArgumentException.class, () -> manifest.withRowFilterTemplate(" "));
  }

  @Test
  void manifestsAreEqualInEveryPart() {
    VirtualParquetManifest manifest =
        VirtualParquetManifest.of(List.of(BARE)).withTemplateName("a_[b]");
    assertEquals(manifest, VirtualParquetManifest.of(List.of(BARE)).withTemplateName("a_[b]"));
    assertEquals(
        manifest.hashCode(),
        VirtualParquetManifest.of(List.of(BARE)).withTemplateName("a_[b]").hashCode());
    assertNotEquals(manifest, manifest.withFiles(List.of()));
    assertNotEquals(manifest, manifest.withTemplateName("a_[c]"));
    assertNotEquals(manifest, manifest.withRowFilterTemplate("x = ?"));
  }
}
