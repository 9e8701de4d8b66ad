package ducksite.engine.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.Options;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FileSourceTest {

  private final Problems problems = new Problems();

  private List<FileSource> parse(String toml) {
    return ProjectConfig.parse(toml, problems).fileSources();
  }

  private List<String> found() {
    return problems.all().stream().map(ProjectFolder::brief).toList();
  }

  @Test
  void a_source_with_every_key_is_read_whole() {
    FileSource source =
        parse(
                """
                [dirs]
                DIR_LAKE = "/mnt/lake"

                [[file_sources]]
                name = "sales"
                pattern = "data/sales/*.parquet"
                upstream_glob = "${DIR_LAKE}/sales/**/*.parquet"
                plugin = "plugins/Sales.java:lake"
                template_name = "sales_[region]"
                row_filter = "NOT deleted"
                row_filter_template = "region = ?"
                template_values = ["emea", 5, ["na", 2024-12-07]]
                template_values_sql = "SELECT 'x'"
                hierarchy = [
                  { pattern = "data/sales/day/*.parquet", row_filter = "d > 1" },
                  { pattern = "data/sales/year/*.parquet" },
                ]
                hierarchy_before = [{ pattern = "a" }]
                hierarchy_after = [{ pattern = "z" }]
                union_mode = "union_all"
                on_empty = "ignore"
                time_window = { days = 30 }
                filter_expr = "d > 5"
                access = "none"
                [file_sources.options]
                bucket = "b"
                """)
            .getFirst();
    assertEquals(List.of(), found());
    assertEquals("/mnt/lake/sales/**/*.parquet", source.upstreamGlob());
    assertEquals("plugins/Sales.java:lake", source.plugin());
    assertEquals("sales_[region]", source.templateName());
    assertEquals(3, source.templateValues().size());
    assertEquals(
        List.of("na", java.time.LocalDate.of(2024, 12, 7)), source.templateValues().get(2));
    assertEquals("SELECT 'x'", source.templateValuesSql());
    assertEquals(UnionMode.UNION_ALL, source.unionMode());
    assertEquals(OnEmpty.IGNORE, source.onEmpty());
    assertEquals(FileAccess.NONE, source.access());
    assertEquals(Options.of(Map.of("days", 30L)), source.timeWindow());
    assertEquals(Options.of(Map.of("bucket", "b")), source.options());
    assertEquals(
        List.of("a", "data/sales/day/*.parquet", "data/sales/year/*.parquet", "z"),
        source.levels().stream().map(HierarchyLevel::pattern).toList());
    assertEquals("d > 1", source.hierarchy().getFirst().rowFilter());
    assertEquals(
        "ducksite.toml:15:43", source.hierarchy().getFirst().rowFilterPosition().toString());
    assertEquals("ducksite.toml:4:1", source.position().toString());
    assertEquals("ducksite.toml:10:1", source.position("row_filter").toString());
    assertEquals("ducksite.toml:26:1", source.position("options.bucket").toString());
    assertEquals("ducksite.toml:4:1", source.position("options.absent").toString());
  }

  @Test
  void a_source_with_a_name_alone_has_the_documented_defaults() {
    FileSource source = parse("[[file_sources]]\nname = \"demo\"").getFirst();
    assertEquals("data/*.parquet", source.pattern());
    assertEquals(
        List.of("data/*.parquet"), source.levels().stream().map(HierarchyLevel::pattern).toList());
    assertNull(source.upstreamGlob());
    assertNull(source.rowFilter());
    assertEquals(UnionMode.UNION_ALL_BY_NAME, source.unionMode());
    assertEquals(OnEmpty.ERROR, source.onEmpty());
    assertEquals(FileAccess.FILTERED, source.access());
    assertEquals(Options.empty(), source.options());
  }

  @Test
  void a_source_without_a_name_only_warns_when_it_is_empty() {
    FileSource source = parse("[[file_sources]]\nupstream_glob = \"up/*.parquet\"").getFirst();
    assertNull(source.name());
    assertEquals(OnEmpty.WARN, source.onEmpty());
    assertEquals("the file source at ducksite.toml:1:1", source.label());
  }

  @Test
  void two_sources_of_one_name_are_a_mistake_that_names_both() {
    List<FileSource> sources =
        parse("[[file_sources]]\nname = \"a\"\n[[file_sources]]\nname = \"A\"\n");
    assertEquals(List.of("config/duplicate-source ducksite.toml:4:1"), found());
    assertEquals(2, problems.all().getFirst().related().getFirst().line());
    assertEquals(1, sources.size());
  }

  @Test
  void a_directory_variable_must_exist_and_be_one() {
    FileSource source =
        parse(
                """
                dirs = { DIR_LAKE = "lake" }
                [[file_sources]]
                name = "é"
                upstream_glob = "é/${DIR_LAK}/${HOME}/${DIR_LAKE}/*"
                """)
            .getFirst();
    assertEquals(
        List.of(
            "config/unknown-dir-variable ducksite.toml:4:20",
            "config/not-a-dir-variable ducksite.toml:4:31"),
        found());
    assertTrue(problems.all().getFirst().message().contains("unknown DIR variable 'DIR_LAK'"));
    assertEquals("did you mean `DIR_LAKE`?", problems.all().getFirst().hint());
    assertTrue(problems.all().getLast().message().contains("only DIR_* variables"));
    assertEquals("é/${DIR_LAK}/${HOME}/lake/*", source.upstreamGlob());
  }

  @Test
  void variables_are_expanded_in_globs_alone() {
    FileSource source =
        parse(
                "[dirs]\n"
                    + "DIR_X = \"${DIR_X}y\"\n"
                    + "[[file_sources]]\n"
                    + "pattern = \"${DIR_X}\"\n"
                    + "upstream_glob = \"${DIR_X}\"")
            .getFirst();
    assertEquals(List.of(), found());
    assertEquals("${DIR_X}", source.pattern());
    assertEquals("${DIR_X}y", source.upstreamGlob());
  }

  @Test
  void mistakes_in_a_source_are_found_at_their_places() {
    parse(
        """
        [[file_sources]]
        name = "a/b"
        template_name = "sales"
        template_values = [{ x = 1 }]
        hierarchy = [{ row_filter = "x" }, 5]
        [[file_sources]]
        name = "ok"
        hierarchy_after = [{ pattern = "" }]
        acess = "raw"
        """);
    assertEquals(
        List.of(
            "config/invalid-name ducksite.toml:2:1",
            "config/template-name ducksite.toml:3:1",
            "config/wrong-type ducksite.toml:4:20",
            "config/wrong-type ducksite.toml:5:36",
            "config/missing-key ducksite.toml:8:22",
            "config/unknown-key ducksite.toml:9:1"),
        found());
  }

  @Test
  void a_level_without_a_pattern_is_a_mistake() {
    parse("[[file_sources]]\nname = \"a\"\nhierarchy = [{ row_filter = \"x\" }]");
    assertEquals(List.of("config/missing-key ducksite.toml:3:14"), found());
    assertEquals(
        "`pattern` is missing in [file_sources.hierarchy]", problems.all().getFirst().message());
  }
}
