package ducksite.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.Options;
import ducksite.engine.ProjectOnDisk;
import ducksite.engine.Site;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is streamed over files that change meanwhile does not end as if it were one state. */
final class ChangedFilesTest {

  @TempDir private Path root;
  private ProjectOnDisk project;
  private Site site;
  private Path file;
  private byte[] other;

  @BeforeEach
  void begin() throws IOException {
    project = new ProjectOnDisk(root);
    file = project.parquet("up/a.parquet", "SELECT 1 AS v FROM range(50_000)");
    other = Files.readAllBytes(project.parquet("b.parquet", "SELECT 2 AS v FROM range(50_000)"));
    project.toml(
        "[site]\nfreshness = \"1h\"\n"
            + "[[file_sources]]\nname = \"s\"\nupstream_glob = \"up/*.parquet\"\n");
    project.file("routes_src/all.toml", "").file("routes_src/all.sql", "SELECT v FROM s");
    site = project.compiled();
  }

  @AfterEach
  void end() {
    project.close();
  }

  private RoutePlan plan(String format) throws RouteException {
    return site.routeExecutor()
        .plan(site.route("all").orElseThrow(), RouteRequest.of(Map.of("format", List.of(format))));
  }

  /** Rewrites the file in place when the first bytes come. */
  private final class Rewriting extends ByteArrayOutputStream {
    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      rewriteOnce();
      super.write(bytes, offset, length);
    }

    @Override
    public synchronized void write(int b) {
      rewriteOnce();
      super.write(b);
    }

    private void rewriteOnce() {
      if (size() == 0) {
        rewrite();
      }
    }
  }

  private void rewrite() {
    try {
      Files.write(file, other);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void a_stream_over_a_file_that_is_rewritten_in_place_fails_at_its_end() throws Exception {
    for (String format : List.of("csv", "ndjson", "arrow")) {
      byte[] before = Files.readAllBytes(file);
      OutputStream out = new Rewriting();
      try (RouteResult result = plan(format).open(() -> false)) {
        RouteException changed =
            assertThrows(
                RouteException.class, () -> result.render(out, Options.empty(), () -> false));
        // DuckDB may find out first.
        assertTrue(
            List.of(RouteException.Kind.CHANGED, RouteException.Kind.EXECUTION_FAILED)
                .contains(changed.kind()),
            changed.toString());
        // The same result, written anew, is that of the files as they are.
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        assertEquals(50_000, result.render(again, Options.empty(), () -> false).rows());
        assertEquals(Optional.empty(), result.entityTag(""));
      }
      Files.write(file, before);
    }
  }

  @Test
  void a_stream_has_no_tag_of_files_that_were_others_when_it_was_asked_for() throws Exception {
    RoutePlan plan = plan("csv");
    try (RouteResult result = plan.open(() -> false)) {
      assertTrue(result.entityTag("").isPresent());
    }
    rewrite();
    try (RouteResult result = plan.open(() -> false)) {
      assertEquals(Optional.empty(), result.entityTag(""));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      result.render(out, Options.empty(), () -> false);
      assertTrue(out.toString(java.nio.charset.StandardCharsets.UTF_8).startsWith("v\r\n2\r\n"));
    }
  }

  @Test
  void a_parquet_file_is_of_the_files_as_they_are_and_not_tagged_as_of_those_before()
      throws Exception {
    RoutePlan plan = plan("parquet");
    rewrite();
    Path target = root.resolve("out.parquet");
    try (RouteResult result = plan.open(() -> false)) {
      assertEquals(50_000, result.writeParquet(target, () -> false));
      assertEquals(Optional.empty(), result.entityTag(""));
    }
  }
}
