package ducksite.engine.datamap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.ProjectOnDisk;
import ducksite.engine.parquet.ColumnRange;
import ducksite.engine.parquet.ParquetSchema;
import ducksite.engine.store.DataMapStore;
import ducksite.engine.store.StatisticsStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data map's promises at their sizes; each bound is generous to a busy machine. */
@Tag("scale")
final class ManyFilesTest {

  private static final int MILLION = 1_000_000;

  @TempDir Path root;

  private static String path(int index) {
    return "data/lake/day=%05d/part-%04d.parquet".formatted(index / 200, index % 200);
  }

  private static FileTable million() {
    FileTableBuilder builder = new FileTableBuilder();
    for (int i = 0; i < MILLION; i++) {
      builder.add(
          new MappedFile(
              "lake",
              path(i),
              Path.of("/srv/" + path(i)),
              null,
              new FileIdentity(
                  1000 + i % 7, 1_700_000_000_000_000_000L + i, 1_700_000_000_000_000_000L + i, i),
              null,
              new FileFacts(100, 42, false)));
    }
    return builder.build();
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  @Test
  void a_million_files_are_packed_stored_loaded_and_looked_up() {
    FileTable table = million();
    assertTrue(table.bytes() < 64L * MILLION, table.bytes() + " bytes");
    Path store = root.resolve("m.sqlite");
    long writing = System.nanoTime();
    new DataMap(table, List.of()).write(store, Map.of());
    double written = seconds(writing);
    long loading = System.nanoTime();
    FileTable loaded = FileTable.ofParts(DataMapStore.packed(store));
    double load = seconds(loading);
    assertTrue(loaded.sameAs(table));
    assertTrue(load < 3, load + " s to load");
    Random random = new Random(1);
    String[] paths =
        random.ints(MILLION, 0, MILLION).mapToObj(ManyFilesTest::path).toArray(String[]::new);
    for (int i = 0; i < 100_000; i++) {
      loaded.find(paths[i]);
    }
    long looking = System.nanoTime();
    int found = 0;
    for (String path : paths) {
      found += loaded.find(path).isPresent() ? 1 : 0;
    }
    double each = seconds(looking) * 1e6 / MILLION;
    assertEquals(MILLION, found);
    System.out.printf(
        "a million files: %d bytes each, written in %.1f s, loaded in %.2f s, found in %.2f us%n",
        table.bytes() / MILLION, written, load, each);
    assertTrue(each < 5, each + " us");
  }

  @Test
  void statistics_of_a_hundred_thousand_files_are_read_in_a_minute_and_kept() throws Exception {
    int count = 100_000;
    try (ProjectOnDisk project = new ProjectOnDisk(root.resolve("p"))) {
      Path seed =
          project.parquet("seed.parquet", "SELECT i AS id, 'r' || i AS region FROM range(9) t(i)");
      FileTableBuilder builder = new FileTableBuilder();
      for (int i = 0; i < count; i++) {
        Path file = root.resolve("f/%03d/%05d.parquet".formatted(i / 1000, i));
        Files.createDirectories(file.getParent());
        // One file has at most some ten thousand names.
        if (i % 10_000 == 0) {
          seed = Files.copy(seed, root.resolve("seed" + i));
        }
        Files.createLink(file, seed);
      }
      long looking = System.nanoTime();
      for (int i = 0; i < count; i++) {
        Path file = root.resolve("f/%03d/%05d.parquet".formatted(i / 1000, i));
        ParquetSchema footer = ParquetSchema.read(file);
        builder.add(
            new MappedFile(
                "s",
                "data/s/%05d.parquet".formatted(i),
                file,
                null,
                FileIdentity.of(file),
                null,
                new FileFacts(footer.rows(), footer.schema(), false)));
      }
      double looked = seconds(looking);
      FileTable table = builder.build();
      Set<String> columns = Set.of("id", "region");
      long reading = System.nanoTime();
      try (StatisticsStore store = StatisticsStore.open(root.resolve("s.sqlite"));
          Statistics statistics = new Statistics(table, store)) {
        statistics.read(table.list(), columns);
        assertEquals(ColumnRange.Kind.TEXT, statistics.range(count - 1, "region").kind());
      }
      double read = seconds(reading);
      long again = System.nanoTime();
      try (StatisticsStore store = StatisticsStore.open(root.resolve("s.sqlite"));
          Statistics statistics = new Statistics(table, store)) {
        statistics.read(table.list(), columns);
      }
      System.out.printf(
          "100 000 files: first look %.1f s, statistics of two columns %.1f s, from the store %.1f"
              + " s%n",
          looked, read, seconds(again));
      assertTrue(read < 60, read + " s");
    }
  }
}
