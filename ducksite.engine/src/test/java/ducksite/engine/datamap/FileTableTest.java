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
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
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
      path.append(List.of("a", "b", "ü", "\uD83D\uDE00", "z", "!", "~").get(random.nextInt(7)));
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
      Glob glob = Glob.of("data/a*/**");
      assertEquals(
          sorted.stream().filter(file -> glob.matches(file.httpPath())).toList(),
          table.matching(glob),
          context);
    }
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
