package ducksite.engine.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataMapStoreTest {

  @TempDir Path root;

  @Test
  void files_and_meta_come_back_sorted_by_path() throws IOException {
    StoredFile small = new StoredFile("s", "data/a'\"\n%?#", "/p/ü b", null, 0, 1, 2, 3, null, 0);
    StoredFile large =
        new StoredFile(
            "",
            "data/z",
            "/q",
            "a = 'b''c' -- d",
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            -1,
            Long.MAX_VALUE,
            "etag",
            Long.MAX_VALUE);
    Path folder = Files.createDirectories(root.resolve("odd ?a=b#c %41 'x'"));
    Path store = folder.resolve("m.sqlite");
    DataMapStore.write(
        store,
        List.of(large, small).iterator(),
        List.of(new byte[] {1, 2}, new byte[0]),
        Map.of("b", "2", "a", ""));
    assertEquals(List.of(small, large), DataMapStore.files(store));
    assertEquals("{a=, b=2}", DataMapStore.meta(store).toString());
    List<byte[]> packed = DataMapStore.packed(store);
    assertEquals(2, packed.size());
    assertArrayEquals(new byte[] {1, 2}, packed.getFirst());
    try (var entries = Files.list(folder)) {
      assertEquals(List.of(store), entries.toList());
    }
  }

  @Test
  void no_files_and_a_thousand_files_are_stored() {
    DataMapStore.write(root.resolve("none"), Collections.emptyIterator(), List.of(), Map.of());
    assertEquals(List.of(), DataMapStore.files(root.resolve("none")));
    List<StoredFile> files = new ArrayList<>();
    for (int i = 1000; i < 2000; i++) {
      files.add(new StoredFile("s", "data/" + i, "/x/" + i, "i = " + i, i, i, i, i, null, i));
    }
    DataMapStore.write(root.resolve("many"), files.iterator(), List.of(), Map.of());
    assertEquals(files, DataMapStore.files(root.resolve("many")));
  }

  @Test
  void a_missing_store_is_an_error_and_is_not_made() {
    Path missing = root.resolve("missing.sqlite");
    StoreException refused = assertThrows(StoreException.class, () -> DataMapStore.files(missing));
    assertEquals("state/store-failed", refused.code());
    assertTrue(refused.getMessage().contains("missing.sqlite"));
    assertThrows(StoreException.class, () -> DataMapStore.meta(missing));
    assertFalse(Files.exists(missing));
  }

  @Test
  void what_is_no_store_is_an_error() throws IOException {
    Path text = Files.writeString(root.resolve("text"), "not a database, ".repeat(100));
    assertThrows(StoreException.class, () -> DataMapStore.files(text));
    Path empty = Files.createFile(root.resolve("empty"));
    assertThrows(StoreException.class, () -> DataMapStore.files(empty));
  }

  @Test
  void an_existing_store_is_not_overwritten_and_equal_paths_are_refused() {
    Path store = root.resolve("m");
    DataMapStore.write(store, Collections.emptyIterator(), List.of(), Map.of("k", "old"));
    assertThrows(
        StoreException.class,
        () ->
            DataMapStore.write(store, Collections.emptyIterator(), List.of(), Map.of("k", "new")));
    assertEquals(Map.of("k", "old"), DataMapStore.meta(store));
    StoredFile file = new StoredFile("s", "data/a", "/x", null, 1, 1, 1, 1, null, 1);
    assertThrows(
        StoreException.class,
        () ->
            DataMapStore.write(
                root.resolve("twice"), List.of(file, file).iterator(), List.of(), Map.of()));
  }
}
