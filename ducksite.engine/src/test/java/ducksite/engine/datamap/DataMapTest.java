package ducksite.engine.datamap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.project.FileAccess;
import ducksite.engine.store.DataMapStore;
import ducksite.engine.store.StoredFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataMapTest {

  private static final FileFacts FACTS = new FileFacts(5, 6, false);

  @TempDir Path root;

  private static MappedFile file(String source, String path, @Nullable String filter) {
    return new MappedFile(
        source, path, Path.of("/x/" + path), filter, new FileIdentity(1, 2, 3, 4), "v", FACTS);
  }

  private static DataMap map(List<MappedFile> files, String... names) {
    List<SourceFiles> sources = new ArrayList<>();
    for (String name : names) {
      sources.add(
          new SourceFiles(
              name,
              name.equals("b") ? "y" : null,
              FileAccess.FILTERED,
              files.stream().filter(each -> each.source().equals(name)).toList()));
    }
    return new DataMap(files, sources);
  }

  @Test
  void every_file_is_found_and_nothing_else() {
    List<MappedFile> files = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      files.add(file("a", "data/a/" + (i * 7 % 1000) + ".parquet", null));
    }
    DataMap map = map(files, "a");
    files.forEach(each -> assertEquals(each, map.find(each.httpPath()).orElseThrow()));
    assertTrue(map.find("data/a/1000.parquet").isEmpty());
    assertTrue(map.find("").isEmpty());
    assertEquals("data/a/0.parquet", map.files().getFirst().httpPath());
    assertEquals(10, map.matching(Glob.of("data/a/?.parquet")).size());
  }

  @Test
  void a_closed_source_gives_no_row_and_no_download_and_others_stay() {
    DataMap map = map(List.of(file("a", "data/a/1", "x"), file("b", "data/b/1", null)), "a", "b");
    DataMap closed = map.closed(Set.of("a"));
    MappedFile first = closed.find("data/a/1").orElseThrow();
    assertEquals("(FALSE\n) AND (FALSE\n)", closed.sourceOf(first).filterOf(first));
    assertEquals(FileAccess.NONE, closed.source("a").orElseThrow().access());
    MappedFile second = closed.find("data/b/1").orElseThrow();
    assertEquals("y", closed.sourceOf(second).filterOf(second));
    assertEquals(map.files(), map.closed(Set.of()).files());
  }

  @Test
  void a_file_of_another_map_has_no_source_here() {
    assertThrows(
        IllegalArgumentException.class,
        () -> map(List.of(), "a").sourceOf(file("c", "data/c", null)));
  }

  @Test
  void a_stored_file_comes_back_as_it_was() {
    List<MappedFile> files =
        List.of(file("", "data/1'\n%", null), file("a", "data/2", "x = 'y' -- z"));
    map(files, "", "a").write(root.resolve("m.sqlite"), Map.of("k", "v"));
    Path store = root.resolve("m.sqlite");
    assertEquals(files, FileTable.ofParts(DataMapStore.packed(store)).list());
    assertEquals(
        List.of("data/1'\n%", "data/2"),
        DataMapStore.files(store).stream().map(StoredFile::httpPath).toList());
  }
}
