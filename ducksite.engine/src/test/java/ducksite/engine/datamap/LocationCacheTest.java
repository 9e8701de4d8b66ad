package ducksite.engine.datamap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.ProjectOnDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that lie elsewhere, read through a plugin whose places misbehave on purpose. */
final class LocationCacheTest {

  /** A reader of {@code far:/name}, a file below {@code far/}; it notes what it was asked. */
  private static final String READER =
      """
      import ducksite.api.location.*;
      import ducksite.api.manifest.*;
      import java.io.*;
      import java.net.URI;
      import java.nio.file.*;
      import java.util.*;
      public final class Far implements LocationReader, VirtualParquetPlugin {
        private static final Path ROOT = Path.of("%s");
        public Set<String> schemes() { return Set.of("far"); }
        public LocationStat stat(URI location) throws IOException {
          Path file = file(location);
          note("stat");
          return LocationStat.of(Files.size(file), Files.getLastModifiedTime(file).toString());
        }
        public InputStream open(URI location, long offset, long length) throws IOException {
          note("open " + offset);
          byte[] all = Files.readAllBytes(file(location));
          int to = (int) Math.min(all.length, offset + length);
          if (Files.deleteIfExists(ROOT.resolve("cut"))) {
            to = (int) (offset + (to - offset) / 2);
          }
          if (Files.exists(ROOT.resolve("down"))) {
            throw new IOException("503 slow down");
          }
          if (Files.deleteIfExists(ROOT.resolve("moving"))) {
            Files.setLastModifiedTime(file(location), java.nio.file.attribute.FileTime.fromMillis(5));
          }
          return new ByteArrayInputStream(Arrays.copyOfRange(all, (int) offset, to));
        }
        private static Path file(URI location) throws IOException {
          Path file = ROOT.resolve(location.getPath().substring(1));
          if (!Files.exists(file)) { throw new FileNotFoundException("no object " + location); }
          return file;
        }
        private static void note(String line) throws IOException {
          Files.writeString(ROOT.resolve("log"), line + "\\n",
              StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        public VirtualParquetManifest buildManifest(ManifestContext context) {
          return VirtualParquetManifest.of(List.of(
              VirtualParquetFile.of("a.parquet", URI.create("far:/a.parquet"))));
        }
      }
      """;

  @TempDir private Path root;
  private ProjectOnDisk project;

  @BeforeEach
  void begin() throws IOException {
    project = new ProjectOnDisk(root);
    project.sales("far/a.parquet");
    project.file("plugins/Far.java", READER.formatted(root.resolve("far")));
    project.toml("[[file_sources]]\nname = \"f\"\nplugin = \"plugins/Far.java\"\n");
  }

  @AfterEach
  void end() {
    project.close();
  }

  private List<String> log() throws IOException {
    Path log = root.resolve("far/log");
    List<String> lines = Files.readAllLines(log);
    Files.delete(log);
    return lines;
  }

  private List<String> kept() throws IOException {
    try (Stream<Path> files = Files.list(project.state.cache().resolve("locations/far"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".used"))
          .toList();
    }
  }

  @Test
  void a_copy_is_made_once_for_each_version() throws Exception {
    project.compiled();
    assertEquals(List.of("n", "3"), project.rows("SELECT count(*) n FROM f"));
    assertEquals(List.of("stat", "open 0", "stat"), log());
    project.compiled();
    assertEquals(List.of("stat"), log());
    project.parquet("far/a.parquet", "SELECT 1 AS id");
    project.compiled();
    assertEquals(List.of("n", "1"), project.rows("SELECT count(*) n FROM f"));
  }

  @Test
  void a_fetch_that_was_cut_goes_on_where_it_ended() throws Exception {
    project.file("far/cut", "");
    project.compiled();
    long half = Files.size(root.resolve("far/a.parquet")) / 2;
    assertEquals(List.of("stat", "open 0", "open " + half, "stat"), log());
    assertEquals(List.of("n", "3"), project.rows("SELECT count(*) n FROM f"));
  }

  @Test
  void a_place_that_is_down_is_a_problem_and_leaves_what_was_fetched() throws Exception {
    project.file("far/down", "");
    project.compile();
    assertEquals(List.of("plugin/failed"), project.codes());
    assertTrue(project.problem("plugin/failed").message().contains("503 slow down"));
    assertTrue(kept().getFirst().endsWith(".part"));
    Files.delete(root.resolve("far/down"));
    project.compiled();
    assertEquals(1, kept().size());
  }

  @Test
  void a_file_that_changes_while_it_is_read_is_not_taken() throws Exception {
    project.file("far/moving", "");
    project.compile();
    assertEquals(List.of("data/location-changed"), project.codes());
    assertEquals(List.of(), kept());
  }

  @Test
  void more_bytes_than_allowed_are_not_fetched() throws Exception {
    project.toml(
        "[cache]\n"
            + "location_bytes = 100\n"
            + "[[file_sources]]\n"
            + "name = \"f\"\n"
            + "plugin = \"plugins/Far.java\"\n");
    project.compile();
    assertEquals(List.of("data/location-too-large"), project.codes());
    assertEquals(List.of("stat"), log());
  }

  @Test
  void an_object_that_is_not_there_is_named() throws Exception {
    Files.delete(root.resolve("far/a.parquet"));
    project.compile();
    assertTrue(project.problem("plugin/failed").message().contains("far:/a.parquet"));
  }
}
