package ducksite.engine.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.ProjectOnDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GuardReaderTest {

  @TempDir private Path root;

  @Test
  void every_mistake_in_bounds_is_told_at_its_place() throws IOException {
    try (ProjectOnDisk project = new ProjectOnDisk(root)) {
      project
          .file(
              "routes_src/r.toml",
              """
              [params.text]
              guard = { mode = "range", min = 1 }
              [params.none]
              type = "int"
              guard = { mode = "range" }
              [params.empty]
              type = "int"
              guard = { mode = "range", min = 5, max = 4 }
              [params.other]
              type = "date"
              guard = { mode = "range", min = "soon", max = [2024-01-01] }
              [params.fine]
              type = "float"
              guard = { mode = "range", min = 1, max = 1 }
              """)
          .file("routes_src/r.sql", "SELECT $text, $none, $empty, $other, $fine");
      project.toml("").compile();
      List<String> told =
          project.problems.all().stream()
              .map(each -> each.line() + " " + each.code() + " " + each.message())
              .toList();
      assertEquals(5, told.size(), told.toString());
      assertTrue(told.get(0).startsWith("2 route/invalid-bound"), told.get(0));
      assertTrue(told.get(1).startsWith("5 route/missing-key"), told.get(1));
      assertTrue(told.get(2).contains("no value is at least 5 and at most 4"), told.get(2));
      assertTrue(told.get(3).contains("`min`: expected a date"), told.get(3));
      assertTrue(told.get(4).contains("`max` is a list"), told.get(4));
    }
  }
}
