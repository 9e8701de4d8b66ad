package ducksite.engine.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ducksite.engine.ProjectOnDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ParquetFooterTest {

  @TempDir Path root;

  private Path parquet(String sql) throws IOException {
    try (ProjectOnDisk project = new ProjectOnDisk(root)) {
      return project.parquet("a b'c.parquet", sql);
    }
  }

  @Test
  void a_footer_tells_rows_row_groups_and_columns() throws IOException {
    assertEquals(
        new ParquetFooter(300_000, 3, 2),
        ParquetFooter.read(parquet("SELECT i, {'a': i, 'b': [i]} AS s FROM range(300000) t(i)")));
    assertEquals(0, ParquetFooter.read(parquet("SELECT 1 AS x WHERE false")).rows());
  }

  @Test
  void a_file_cut_anywhere_is_not_parquet() throws IOException {
    byte[] whole = Files.readAllBytes(parquet("SELECT i FROM range(1000) t(i)"));
    Path cut = root.resolve("cut.parquet");
    for (int length : new int[] {0, 3, 4, 11, 12, whole.length / 2, whole.length - 1}) {
      Files.write(cut, Arrays.copyOf(whole, length));
      assertThrows(NotParquetException.class, () -> ParquetFooter.read(cut), () -> "" + length);
    }
  }

  @Test
  void damaged_footers_are_not_parquet_whatever_the_damage() throws IOException {
    byte[] whole = Files.readAllBytes(parquet("SELECT i, i::VARCHAR AS t FROM range(99) t(i)"));
    Path damaged = root.resolve("damaged.parquet");
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      byte[] bytes = whole.clone();
      for (int i = 0; i < 1 + round % 20; i++) {
        bytes[bytes.length - 5 - random.nextInt(Math.min(300, bytes.length - 5))] =
            (byte) random.nextInt();
      }
      Files.write(damaged, bytes);
      try {
        ParquetFooter.read(damaged);
      } catch (NotParquetException e) {
        // The other permitted answer; any other exception fails the test.
        assertEquals("its footer cannot be read", e.getMessage());
      }
    }
  }

  @Test
  void text_and_a_missing_file_are_told_apart() throws IOException {
    Path text = Files.writeString(root.resolve("t.parquet"), "id,name\n1,x\n2,y\n");
    assertEquals(
        "it does not end with PAR1",
        assertThrows(NotParquetException.class, () -> ParquetFooter.read(text)).getMessage());
    assertThrows(NoSuchFileException.class, () -> ParquetFooter.read(root.resolve("none.parquet")));
  }
}
