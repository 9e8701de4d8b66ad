package ducksite.engine.datamap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FileTableTest {

  private static MappedFile random(Random random, String path) {
    boolean mirrors = random.nextInt(4) > 0;
    return new MappedFile(
        random.nextInt(5) == 0 ? "other" : "s",
        path,
        Path.of(mirrors ? "/far/up/" + path : "/x/" + Long.toHexString(random.nextLong()) + "ü"),
        random.nextInt(4) == 0 ? "x = " + random.nextInt(3) : null,
        new FileIdentity(
            random.nextLong() >>> random.nextInt(1, 64),
            random.nextLong(),
            random.nextLong(),
            random.nextLong()),
        random.nextInt(4) == 0 ? "v" + random.nextInt() : null,
        new FileFacts(random.nextInt(-1, 1000), random.nextInt(3), random.nextBoolean()));
  }

  private static String path(Random random) {
    StringBuilder path = new StringBuilder("data/");
    int parts = random.nextInt(1, 4);
    for (int part = 0; part < parts; part++) {
      path.append(part == 0 ? "" : "/");
      path.append(
          List.of("a", "b", "ü", "\uD83D\uDE00", "z", "!", "~", "y=").get(random.nextInt(8)));
      path.append(random.nextInt(30));
    }
    return path.toString();
  }

  @Test
  void random_tables_give_every_file_back_by_path_by_place_and_from_their_stored_form() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 60; round++) {
      TreeMap<byte[], MappedFile> files = new TreeMap<>(Arrays::compareUnsigned);
      int count = random.nextInt(round < 5 ? 3 : 400);
      for (int i = 0; i < count; i++) {
        String path = path(random);
        files.put(FileTable.key(path), random(random, path));
      }
      List<MappedFile> sorted = List.copyOf(files.values());
      List<MappedFile> shuffled = new ArrayList<>(sorted);
      Collections.shuffle(shuffled, random);
      FileTable table = FileTable.of(shuffled);
      String context = "seed " + seed + " round " + round;
      assertEquals(sorted, table.list(), context);
      assertEquals(sorted, new ArrayList<>(table.list()), context);
      FileTable again = FileTable.ofParts(table.parts());
      assertTrue(again.sameAs(table), context);
      assertEquals(sorted, again.list(), context);
      for (int i = 0; i < sorted.size(); i++) {
        assertEquals(sorted.get(i), table.list().get(i), context);
        assertEquals(Optional.of(sorted.get(i)), table.find(sorted.get(i).httpPath()), context);
        assertEquals(Optional.empty(), table.find(sorted.get(i).httpPath() + "0x"), context);
      }
      List<MappedFile> kept = sorted.stream().filter(file -> file.rows() > 500).toList();
      FileList some = table.list().where(file -> file.rows() > 500);
      assertEquals(kept, some, context);
      assertEquals(kept, new ArrayList<>(some), context);
      List<String> locations = new ArrayList<>();
      some.each(file -> locations.add(file.location()));
      assertEquals(
          kept.stream().map(file -> file.location().toString()).toList(), locations, context);
      assertRunsShare(table.list(), context);
      assertRunsShare(some, context);
      Map<String, List<MappedFile>> bySource =
          sorted.stream().collect(Collectors.groupingBy(MappedFile::source));
      assertEquals(bySource, table.bySource(), context);
      Glob glob = Glob.of("data/a*/**");
      assertEquals(
          sorted.stream().filter(file -> glob.matches(file.httpPath())).toList(),
          table.matching(glob),
          context);
    }
  }

  /** Every file is in one run, with its neighbours, and all of a run are alike. */
  private static void assertRunsShare(FileList files, String context) {
    int[] index = {0};
    files.eachRun(
        (first, count) -> {
          MappedFile like = first.file();
          assertEquals(files.get(index[0]), like, context);
          for (int end = index[0] + count; index[0] < end; index[0]++) {
            assertEquals(shared(like), shared(files.get(index[0])), context);
          }
          assertTrue(count == 1 || !like.facts().isLink(), context);
        });
    assertEquals(files.size(), index[0], context);
  }

  private static List<Object> shared(MappedFile file) {
    return List.of(
        file.source(),
        file.location().getParent(),
        String.valueOf(file.rowFilter()),
        file.facts().schema(),
        file.httpPath().contains("="),
        file.location().toString().contains("="));
  }

  @Test
  void neighbours_of_a_regular_tree_are_one_run_for_each_folder() {
    FileTableBuilder builder = new FileTableBuilder();
    for (int i = 0; i < 1000; i++) {
      String path = "data/s/day=%03d/part-%03d.parquet".formatted(i / 100, i % 100);
      builder.add(
          new MappedFile(
              "s",
              path,
              Path.of("/srv/" + path),
              null,
              new FileIdentity(i, i, i, i),
              null,
              new FileFacts(1, 42, false)));
    }
    FileTable table = builder.build();
    List<String> runs = new ArrayList<>();
    table.list().eachRun((first, count) -> runs.add(first.ordinal() + "+" + count));
    assertEquals(IntStream.range(0, 10).mapToObj(each -> each * 100 + "+100").toList(), runs);
    List<String> parts = new ArrayList<>();
    table
        .list()
        .select(new int[] {5, 6, 8, 99, 100, 101, 3})
        .eachRun((first, count) -> parts.add(first.ordinal() + "+" + count));
    assertEquals(List.of("5+2", "8+1", "99+1", "100+2", "3+1"), parts);
  }

  @Test
  void a_table_believes_the_digests_that_are_stored_beside_it_and_makes_those_that_are_not() {
    MappedFile file = random(new Random(1), "data/a");
    MappedFile other =
        new MappedFile(
            "apart",
            "data/b",
            Path.of("/x/b"),
            null,
            new FileIdentity(1, 2, 3, 4),
            null,
            new FileFacts(1, 42, false));
    FileTable table = FileTable.of(List.of(file, other));
    String made = table.bySource().get("apart").digest();
    Map<String, FileList> loaded =
        FileTable.ofParts(table.parts(), Map.of(file.source(), "told")).bySource();
    assertEquals("told", loaded.get(file.source()).digest());
    assertEquals(made, loaded.get("apart").digest());
  }

  @Test
  void a_file_of_a_regular_tree_costs_few_tens_of_bytes() {
    FileTableBuilder builder = new FileTableBuilder();
    for (int i = 0; i < 20_000; i++) {
      String path = "data/sales/day=%05d/part-%05d.parquet".formatted(i / 50, i % 50);
      builder.add(
          new MappedFile(
              "sales",
              path,
              Path.of("/srv/lake/" + path),
              null,
              new FileIdentity(
                  1_000_000 + i * 7919L % 100_000,
                  1_700_000_000_000_000_000L + i * 3_000_000L,
                  1_700_000_000_000_000_000L + i * 3_000_000L,
                  5_000_000 + i),
              null,
              new FileFacts(3000, 42, false)));
    }
    long each = builder.build().bytes() / 20_000;
    assertTrue(each < 60, each + " bytes a file");
  }

  @Test
  void a_table_that_differs_in_one_identity_is_another() {
    MappedFile file = random(new Random(1), "data/a");
    MappedFile moved =
        new MappedFile(
            file.source(),
            file.httpPath(),
            file.location(),
            file.rowFilter(),
            new FileIdentity(1, 2, 3, 4),
            file.version(),
            file.facts());
    assertFalse(FileTable.of(List.of(file)).sameAs(FileTable.of(List.of(moved))));
    assertFalse(FileTable.of(List.of(file)).sameAs(FileTable.of(List.of())));
  }

  @Test
  void of_two_files_with_one_path_the_first_is_taken_and_a_builder_wants_them_sorted() {
    MappedFile file = random(new Random(1), "data/a");
    MappedFile other = random(new Random(2), "data/a");
    assertEquals(List.of(file), FileTable.of(List.of(file, other)).list());
    FileTableBuilder builder = new FileTableBuilder();
    builder.add(file);
    assertThrows(IllegalArgumentException.class, () -> builder.add(other));
  }
}
