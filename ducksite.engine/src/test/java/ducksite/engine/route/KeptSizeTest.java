package ducksite.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many values of a parameter, and what they take of the disk. */
final class KeptSizeTest extends RouteProject {

  private static final int BLOCK = 4096;

  @Test
  void three_hundred_values_stay_within_a_megabyte() throws Exception {
    check(300, "1MB", 1_200_000);
  }

  @Test
  @Tag("scale")
  void ten_thousand_values_stay_within_fifty_megabytes() throws Exception {
    check(10_000, "50MB", 60_000_000);
  }

  private void check(int values, String bound, long most) throws Exception {
    project.toml("[cache]\nmax_bytes = \"" + bound + "\"\n");
    Route route =
        compiled(
            "[cache]\norder_by = \"i\"\n[params.n]\ntype = \"int\"\n",
            "SELECT i, hash(i * $n) AS h FROM range(200) t(i)");
    for (int n = 0; n < values; n++) {
      List<String> rows = project.rows(route, Map.of("n", Integer.toString(n)));
      assertEquals(201, rows.size());
      if (n % 97 == 0) {
        assertEquals(rows, project.rows(route, Map.of("n", Integer.toString(n))), "n = " + n);
        assertTrue(diskBytes() < most, diskBytes() + " bytes after " + n);
      }
    }
    assertTrue(diskBytes() < most, diskBytes() + " bytes");
    assertTrue(site.results().counters().evictions() > 0);
    assertEquals(
        project.rows("SELECT i, hash(i * 3) AS h FROM range(200) t(i) ORDER BY i"),
        project.rows(route, Map.of("n", "3")));
  }

  private long diskBytes() {
    return diskBytes(root.resolve(".ducksite_data").toFile());
  }

  /** By names that may vanish while they are looked at. */
  private static long diskBytes(File folder) {
    long bytes = 0;
    for (File each : Objects.requireNonNullElse(folder.listFiles(), new File[0])) {
      // A name of this process's own is a second name of a published file.
      if (!each.getName().startsWith("cache-")) {
        bytes += each.isDirectory() ? diskBytes(each) : (each.length() + BLOCK - 1) / BLOCK * BLOCK;
      }
    }
    return bytes;
  }
}
