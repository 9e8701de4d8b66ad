package ducksite.engine.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProjectReaderTest {

  @TempDir Path root;

  @Test
  void a_folder_with_nothing_but_a_toml_is_a_project() throws IOException {
    Project project = new ProjectFolder(root).read();
    assertEquals(root, project.root());
    assertEquals(ProjectConfig.defaults().server(), project.config().server());
    assertTrue(
        project.models().isEmpty() && project.routes().isEmpty() && project.pages().isEmpty());
  }

  @Test
  void a_folder_without_a_toml_is_told_about_init_and_read_all_the_same() throws IOException {
    ProjectFolder folder = new ProjectFolder(root).file("content/index.md", "# Hello");
    Files.delete(root.resolve("ducksite.toml"));
    Project project = folder.read();
    assertEquals("config/missing-file ducksite.toml:0:0", ProjectFolder.brief(folder.only()));
    assertTrue(folder.only().hint().contains("ducksite init"));
    assertEquals(1, project.pages().size());
  }

  @Test
  void a_root_that_does_not_exist_is_a_problem_and_not_a_crash() {
    Problems problems = new Problems();
    ProjectReader.read(root.resolve("nowhere"), Overrides.none(), problems);
    assertEquals(
        List.of("config/missing-file"), problems.all().stream().map(Problem::code).toList());
  }

  @Test
  void five_mistakes_in_three_files_are_five_problems_at_once() throws IOException {
    ProjectFolder folder =
        new ProjectFolder(root)
            .file("ducksite.toml", "[server]\nprot = 1\nhost = 5\n")
            .file("sources_sql/m.sql", "-- name: a b\nSELECT 1\n-- name: c\n")
            .file("routes_src/r.toml", "path = 'x'\n")
            .file("routes_src/r.sql", "SELECT 1");
    folder.read();
    assertEquals(
        List.of(
            "config/unknown-key ducksite.toml:2:1",
            "config/wrong-type ducksite.toml:3:1",
            "route/invalid-path routes_src/r.toml:1:1",
            "model/invalid-name sources_sql/m.sql:1:10",
            "model/empty sources_sql/m.sql:3:10"),
        folder.found());
  }

  @Test
  void files_come_in_the_order_of_their_paths() throws IOException {
    ProjectFolder folder = new ProjectFolder(root);
    for (String page : List.of("z", "a/index", "a", "b/c/d", "B", ".hidden/x", ".draft")) {
      folder.file("content/" + page + ".md", page);
    }
    folder.file("content/notes.txt", "x").file("sources_sql/b/x.sql", "-- name: x\nSELECT 1");
    folder.file("sources_sql/a.sql", "-- name: y\nSELECT 1");
    Project project = folder.read();
    assertEquals(
        List.of("B", "a", "a/index", "b/c/d", "z"),
        project.pages().stream().map(PageSource::path).toList());
    assertEquals(List.of("y", "x"), project.models().stream().map(ModelSource::name).toList());
    assertEquals("content/a/index.md", project.pages().get(2).text().file());
  }

  @Test
  void carriage_returns_and_byte_order_marks_change_nothing() throws IOException {
    ProjectFolder folder =
        new ProjectFolder(root)
            .file("ducksite.toml", "\uFEFF[site]\r\ntitle = \"é\"\r\nprot = 1\r\n")
            .file("sources_sql/m.sql", "\uFEFF-- name: a\r\nSELECT 1,\r\n  2;\r\n");
    Project project = folder.read();
    assertEquals("é", project.config().site().title());
    assertEquals("config/unknown-key ducksite.toml:3:1", ProjectFolder.brief(folder.only()));
    assertEquals("prot = 1", folder.only().sourceLine());
    assertEquals("SELECT 1,\n  2", project.models().getFirst().sql().text());
    assertEquals("sources_sql/m.sql:1:10", project.models().getFirst().position().toString());
  }

  @Test
  void bytes_that_are_not_utf8_are_found_at_their_place() throws IOException {
    byte[] bytes = "# Fine\r\né ".getBytes(StandardCharsets.UTF_8);
    byte[] broken = java.util.Arrays.copyOf(bytes, bytes.length + 1);
    broken[bytes.length] = (byte) 0xE9;
    ProjectFolder folder =
        new ProjectFolder(root).file("content/a.md", broken).file("content/b.md", "ok");
    Project project = folder.read();
    assertEquals("file/not-utf8 content/a.md:2:3", ProjectFolder.brief(folder.only()));
    assertTrue(folder.only().message().contains("0xE9"));
    assertEquals(List.of("b"), project.pages().stream().map(PageSource::path).toList());
  }

  @Test
  void a_nul_byte_is_found_at_its_place() throws IOException {
    ProjectFolder folder = new ProjectFolder(root).file("ducksite.toml", "# x\na\0");
    folder.read();
    assertEquals("file/nul-byte ducksite.toml:2:2", ProjectFolder.brief(folder.only()));
  }

  @Test
  void a_file_of_data_among_the_texts_is_refused() throws IOException {
    ProjectFolder folder = new ProjectFolder(root).file("content/big.md", new byte[(16 << 20) + 1]);
    folder.read();
    assertEquals("file/too-large content/big.md:0:0", ProjectFolder.brief(folder.only()));
  }

  @Test
  void links_are_followed_inside_the_project_and_nowhere_else() throws IOException {
    Path project = root.resolve("project");
    ProjectFolder folder = new ProjectFolder(project).file("shared/p.md", "p");
    Path elsewhere = Files.createDirectories(root.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("secret.md"), "secret");
    Path content = Files.createDirectories(project.resolve("content"));
    Files.createSymbolicLink(content.resolve("in.md"), project.resolve("shared/p.md"));
    Files.createSymbolicLink(content.resolve("folder"), project.resolve("shared"));
    Files.createSymbolicLink(content.resolve("out.md"), elsewhere.resolve("secret.md"));
    Files.createSymbolicLink(content.resolve("outer"), elsewhere);
    Files.createSymbolicLink(content.resolve("loop"), content);
    Files.createSymbolicLink(content.resolve("dangling.md"), project.resolve("nothing"));
    List<PageSource> pages = folder.read().pages();
    assertEquals(List.of("folder/p", "in"), pages.stream().map(PageSource::path).toList());
    assertEquals(
        List.of(
            "file/unreadable content/dangling.md:0:0",
            "file/outside-project content/out.md:0:0",
            "file/outside-project content/outer:0:0"),
        folder.found());
  }

  @Test
  void a_file_where_a_folder_belongs_is_a_problem() throws IOException {
    ProjectFolder folder = new ProjectFolder(root).file("content", "x");
    folder.read();
    assertEquals("file/not-a-folder content:0:0", ProjectFolder.brief(folder.only()));
  }

  @Test
  void routes_are_where_the_settings_say() throws IOException {
    ProjectFolder folder =
        new ProjectFolder(root)
            .file("ducksite.toml", "[server]\nsource_dir = 'api/v1'\n")
            .file("api/v1/r.toml", "")
            .file("api/v1/r.sql", "SELECT 1")
            .file("routes_src/s.toml", "")
            .file("routes_src/s.sql", "SELECT 1");
    assertEquals(List.of("r"), folder.read().routes().stream().map(RouteSource::id).toList());
  }

  @Test
  void flags_are_laid_over_the_file() throws IOException {
    ProjectFolder folder = new ProjectFolder(root).file("ducksite.toml", "[server]\nport = 9\n");
    assertEquals(0, folder.read("server.port=0").config().server().port());
  }

  @Test
  void reading_twice_gives_equal_projects() throws IOException {
    ProjectFolder folder =
        new ProjectFolder(root)
            .file("sources_sql/m.sql", "-- name: a\nSELECT 1")
            .file("routes_src/r.toml", "[params.x]\ntype='int'\n[cache]\norder_by='a'")
            .file("routes_src/r.sql", "SELECT 1")
            .file("content/index.md", "x");
    assertEquals(folder.read(), folder.read());
  }
}
