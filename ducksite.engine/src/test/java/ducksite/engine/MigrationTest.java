package ducksite.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.project.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The intended differences that an older project meets, each with its remedy. */
final class MigrationTest {

  @TempDir private Path root;

  @Test
  void each_difference_comes_with_a_code_and_a_remedy() throws IOException {
    try (ProjectOnDisk project = new ProjectOnDisk(root)) {
      project.sales("up/deep/a.parquet");
      project.sales("up/b.parquet");
      project
          .file("sources_sql/m.sql", "-- name: m\nSELECT * FROM s LEFT ASOF JOIN t USING id\n")
          .file("plugins/p.py", "")
          .toml(
              """
              colour = 1
              [[file_sources]]
              name = "s"
              upstream_glob = "up/**/*.parquet"
              pattern = "data/s/*.parquet"
              row_filter = "id < 3"
              [[file_sources]]
              name = "t"
              plugin = "plugins/p.py"
              [[file_sources]]
              name = "u"
              upstream_glob = "nothing/*"
              """);
      Site site = project.compile();
      List<Problem> told = Migration.of(site, project.problems).all();
      assertEquals(
          List.of(
              "config/unknown-key",
              "migration/star-folders",
              "migration/filtered-download",
              "plugin/python-reference",
              "data/empty-source",
              "sql/syntax"),
          told.stream().map(Problem::code).toList());
      assertTrue(told.stream().allMatch(each -> each.hint() != null && !each.hint().isBlank()));
      assertEquals("write ASOF first: LEFT ASOF JOIN is ASOF LEFT JOIN", told.getLast().hint());
      assertTrue(told.get(1).message().contains("1 files"), told.get(1).message());
    }
  }

  @Test
  void every_difference_that_the_contract_lists_is_told_with_its_remedy() throws IOException {
    try (ProjectOnDisk project = new ProjectOnDisk(root)) {
      project.sales("up/deep/a.parquet");
      project.sales("up/b.parquet");
      project.sales("elsewhere/x.parquet");
      project
          .file("plugins/p.py", "")
          .file("routes_src/old.sql.md", "old")
          .file(
              "routes_src/r.toml",
              "[params.f]\ntype = \"str\"\n[[preprocess]]\nplugin = \"a.py:b\"\n")
          .file("routes_src/r.sql", "SELECT $f AS f")
          .file("sources_sql/a.sql", "-- name: asof\nSELECT * FROM s LEFT ASOF JOIN t USING (id)\n")
          .file("sources_sql/b.sql", "-- name: anti\nSELECT * FROM s ATNI JOIN s AS t USING (id)\n")
          .file("sources_sql/c.sql", "-- name: using_bare\nSELECT * FROM s JOIN s AS t USING id\n")
          .file("sources_sql/d.sql", "-- name: pivoted\nPIVOT s ON region USING sum(amount)\n")
          .file("sources_sql/e.sql", "-- name: path\nFROM read_parquet('data/' || 's/b.parquet')\n")
          .file("sources_sql/f.sql", "-- name: outside\nFROM read_parquet('elsewhere/x.parquet')\n")
          .file("content/a.md", "<div>x</div>\n\n```form f\nlabel: Send\n```\n")
          .toml(
              """
              colour = 1
              [runtime]
              storage = "x"
              [feature_flags]
              x = true
              [[file_sources]]
              name = "s"
              upstream_glob = "up/**/*.parquet"
              pattern = "data/s/*.parquet"
              row_filter = "id < 3"
              [[file_sources]]
              name = "t"
              plugin = "plugins/p.py"
              [[file_sources]]
              name = "u"
              upstream_glob = "nothing/*"
              [[file_sources]]
              upstream_glob = "up/*.parquet"
              [[file_sources]]
              upstream_glob = "up/b*.parquet"
              """);
      Site site = project.compile();
      List<Problem> told = Migration.of(site, project.problems).all();
      List<String> places =
          told.stream().map(each -> each.code() + " " + each.file()).distinct().toList();
      assertEquals(
          List.of(
              "migration/raw-html content/a.md",
              "page/block-without-effect content/a.md",
              "config/unknown-key ducksite.toml",
              "migration/star-folders ducksite.toml",
              "migration/filtered-download ducksite.toml",
              "plugin/python-reference ducksite.toml",
              "data/empty-source ducksite.toml",
              "data/duplicate-path ducksite.toml",
              "route/sql-md routes_src/old.sql.md",
              "plugin/python-reference routes_src/r.toml",
              "sql/syntax sources_sql/a.sql",
              "sql/syntax sources_sql/b.sql",
              "sql/syntax sources_sql/c.sql",
              "sql/not-a-query sources_sql/d.sql",
              "sql/file-argument sources_sql/e.sql",
              "sql/file-argument sources_sql/f.sql"),
          places);
      for (Problem problem : told) {
        assertTrue(problem.hint() != null && !problem.hint().isBlank(), problem.toString());
        assertTrue(problem.file() != null, problem.toString());
      }
    }
  }

  @Test
  void a_name_that_is_a_word_of_SQL_and_an_input_in_a_route_are_told_as_such() throws IOException {
    try (ProjectOnDisk project = new ProjectOnDisk(root)) {
      project.file("sources_sql/m.sql", "-- name: a\nSELECT * FROM all\n");
      project.file("routes_src/r.toml", "").file("routes_src/r.sql", "SELECT 1 WHERE ${params.x}");
      project.toml("").compile();
      assertEquals(
          List.of(
              "inputs are of pages; what a request sends to a route is $name, declared by"
                  + " [params.name]",
              "where this is a name, write it in double quotes: \"all\""),
          project.problems.all().stream().map(Problem::hint).toList());
    }
  }

  @Test
  void html_is_text_and_its_comments_are_nothing() throws IOException {
    try (ProjectOnDisk project = new ProjectOnDisk(root)) {
      project.file("content/a.md", "# A\n\n<!-- a note -->\n\nText <b>x</b>.\n");
      Site site = project.toml("").compiled();
      assertEquals(
          List.of("migration/raw-html content/a.md:5:1"),
          Migration.of(site, project.problems).all().stream()
              .map(
                  each -> each.code() + " " + each.file() + ":" + each.line() + ":" + each.column())
              .toList());
      String parts = site.page("/a").orElseThrow().parts().toString();
      assertTrue(!parts.contains("a note") && parts.contains("&lt;b&gt;"), parts);
    }
  }

  @Test
  void submissions_are_found_by_their_place_below_static() throws Exception {
    try (ProjectOnDisk project = new ProjectOnDisk(root)) {
      project.file("static/forms/f.csv", "a\n7\n").toml("").compiled();
      assertEquals(List.of("a", "7"), project.rows("FROM read_csv_auto('forms/f.csv')"));
      assertEquals(1, project.refused("FROM read_csv_auto('forms/../../ducksite.toml')").size());
    }
  }

  @Test
  void a_pattern_that_is_none_is_a_problem_and_nothing_worse() throws IOException {
    try (ProjectOnDisk project = new ProjectOnDisk(root)) {
      project.toml("[[file_sources]]\nname = \"s\"\nupstream_glob = \"up/[a.parquet\"\n").compile();
      assertEquals(List.of("config/pattern ducksite.toml:3:1"), project.found());
    }
  }

  @Test
  void a_filter_about_no_column_is_told_where_it_stands() throws IOException {
    try (ProjectOnDisk project = new ProjectOnDisk(root)) {
      project.sales("up/a.parquet");
      project
          .toml(
              "[[file_sources]]\nname = \"s\"\nupstream_glob = \"up/*.parquet\"\n"
                  + "row_filter = \"regio = 'na'\"\n")
          .compile();
      Problem problem = project.problems.all().getFirst();
      assertEquals("sql/invalid", problem.code());
      assertEquals(4, problem.line());
      assertEquals(15, problem.column());
      assertEquals("did you mean \"region\"?", problem.hint());
    }
  }

  @Test
  void a_project_without_differences_has_none() throws IOException {
    try (ProjectOnDisk project = new ProjectOnDisk(root)) {
      project.sales("up/b.parquet");
      project.toml("[[file_sources]]\nname = \"s\"\nupstream_glob = \"up/*.parquet\"\n");
      assertEquals(List.of(), Migration.of(project.compiled(), project.problems).all());
    }
  }
}
