package ducksite.engine.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.ProjectOnDisk;
import ducksite.engine.Site;
import ducksite.engine.datamap.FileList;
import ducksite.engine.datamap.MappedFile;
import ducksite.engine.duck.BoundSql;
import ducksite.engine.duck.SqlGate;
import ducksite.engine.project.Problems;
import ducksite.engine.project.SourceFragment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that hold no row for a query are not opened, and no row is missed. */
final class PruningTest {

  @TempDir Path root;
  private ProjectOnDisk project;

  @BeforeEach
  void begin() throws Exception {
    project = new ProjectOnDisk(root);
  }

  @AfterEach
  void end() {
    project.close();
  }

  private static CompiledSql compiled(Site site, String sql) {
    Problems problems = new Problems();
    return site.query(sql, problems)
        .orElseThrow(() -> new AssertionError(sql + ": " + problems.all()))
        .sql();
  }

  private static List<String> read(CompiledSql sql, Map<String, ?> parameters) {
    List<String> paths = new ArrayList<>();
    for (FileScan scan : sql.scans()) {
      scan.read(parameters).forEach(file -> paths.add(file.httpPath()));
    }
    return paths.stream().map(path -> path.substring(path.lastIndexOf('/') + 1)).toList();
  }

  /** Thirty days in thirty files, and a source over them. */
  private Site days(String filter) throws Exception {
    for (int day = 1; day <= 30; day++) {
      project.parquet(
          "up/%02d.parquet".formatted(day),
          ("SELECT DATE '2024-01-01' + %d AS day, %d + i AS id, 'r' || (%d %% 3) AS region"
                  + " FROM range(3) t(i)")
              .formatted(day - 1, day * 10, day));
    }
    project.toml(
        "[[file_sources]]\nname = \"s\"\nupstream_glob = \"up/*.parquet\"\n"
            + (filter.isEmpty() ? "" : "row_filter = \"" + filter + "\"\n"));
    return project.compiled();
  }

  @Test
  void a_window_of_a_column_reads_the_files_of_the_window() throws Exception {
    Site site = days("");
    CompiledSql sql =
        compiled(
            site,
            "SELECT count(*) AS n FROM s WHERE day >= DATE '2024-01-10' AND day < '2024-01-13'");
    assertEquals(List.of("10.parquet", "11.parquet", "12.parquet"), read(sql, Map.of()));
    assertEquals(
        List.of("n", "9"),
        project.rows(
            "SELECT count(*) AS n FROM s WHERE day BETWEEN '2024-01-10' AND '2024-01-12'"));
  }

  @Test
  void a_parameter_decides_when_the_query_runs() throws Exception {
    Site site = days("");
    project.file("routes_src/a.sql", "");
    CompiledSql sql =
        new QueryCompiler(new SqlGate(), site.dataMap(), new AllowedFolders(root, List.of(), root))
            .compile(
                SourceFragment.of("q", "SELECT * FROM s WHERE day = $day AND id IN $ids"),
                java.util.Set.of(),
                new Problems())
            .orElseThrow();
    assertEquals(
        List.of("05.parquet"),
        read(sql, Map.of("day", LocalDate.of(2024, 1, 5), "ids", List.of(51L, 3000L))));
    assertEquals(
        List.of("01.parquet"),
        read(sql, Map.of("day", LocalDate.of(2024, 1, 5), "ids", List.of(3000L))));
    assertEquals(30, read(sql, Map.of("day", "the fifth", "ids", "51")).size());
    BoundSql bound = sql.bound(Map.of("day", LocalDate.of(2024, 1, 5), "ids", List.of(51L, 3000L)));
    assertEquals(4, bound.values().size());
    assertTrue(bound.sql().contains("read_parquet($1"), bound.sql());
  }

  @Test
  void filters_of_the_source_prune_and_what_reads_a_view_twice_keeps_what_either_needs()
      throws Exception {
    Site site = days("id < 100");
    assertEquals(9, read(compiled(site, "FROM s"), Map.of()).size());
    CompiledSql twice =
        compiled(
            site,
            "SELECT * FROM s a JOIN s b ON a.id = b.id"
                + " WHERE a.day = '2024-01-02' AND b.day = '2024-01-03'");
    assertEquals(List.of("02.parquet", "03.parquet"), read(twice, Map.of()));
    CompiledSql once = compiled(site, "SELECT (SELECT count(*) FROM s) FROM s WHERE id = 20");
    assertEquals(9, read(once, Map.of()).size());
  }

  @Test
  void where_types_of_files_meet_no_row_is_missed_that_only_the_common_type_matches()
      throws Exception {
    project.parquet("up/a.parquet", "SELECT 1::INTEGER AS x");
    project.parquet("up/b.parquet", "SELECT 16777217::INTEGER AS x");
    project.parquet("up/c.parquet", "SELECT 1.5::FLOAT AS x");
    project.parquet("mixed/a.parquet", "SELECT DATE '2024-01-05' AS x");
    project.parquet("mixed/b.parquet", "SELECT DATE '2024-01-06' AS x");
    project.parquet("mixed/c.parquet", "SELECT '2024-01-06' AS x");
    project.parquet("mixed/d.parquet", "SELECT TIMESTAMP '2024-01-06 00:00:01' AS x");
    project.toml(
        "[[file_sources]]\nname = \"s\"\nupstream_glob = \"up/[abc].parquet\"\n"
            + "[[file_sources]]\nname = \"m\"\nupstream_glob = \"mixed/*.parquet\"\n");
    project.compiled();
    assertEquals(List.of("n", "1"), project.rows("SELECT count(*) AS n FROM s WHERE x = 16777216"));
    assertEquals(List.of("n", "2"), project.rows("SELECT count(*) AS n FROM s WHERE x < 16777216"));
    for (String condition :
        List.of("x > '2024-01-05'", "x = '2024-01-06'", "x < '2024-01-06 00:00:01'", "x = '7'")) {
      assertEquals(
          project.rows("SELECT count(*) AS n FROM (SELECT x || '' AS x FROM m) WHERE " + condition),
          project.rows("SELECT count(*) AS n FROM m WHERE " + condition),
          condition);
    }
  }

  @Test
  void a_model_that_reads_the_same_files_itself_gets_all_of_them() throws Exception {
    project.file(
        "sources_sql/m.sql",
        "-- name: direct\nSELECT count(*) AS n FROM read_parquet('data/s/*.parquet')\n");
    days("");
    assertEquals(
        List.of("a,n", "1,90"),
        project.rows(
            "SELECT (SELECT count(*) FROM s WHERE id = 20) AS a, (SELECT n FROM direct) AS n"));
    assertEquals(
        List.of("n,a", "90,1"),
        project.rows(
            "SELECT (SELECT n FROM direct) AS n, (SELECT count(*) FROM s WHERE id = 20) AS a"));
  }

  @Test
  void a_field_of_a_structure_is_not_taken_for_a_column_of_its_name() throws Exception {
    for (String file : List.of("a", "b")) {
      project.parquet(
          "up/" + file + ".parquet",
          "SELECT '" + file + "' AS region, {'region': 'x'} AS t FROM range(3)");
    }
    project.toml(
        "[[file_sources]]\nname = \"s\"\nupstream_glob = \"up/*.parquet\"\n"
            + "row_filter = \"t.region = 'x'\"\n");
    project.compiled();
    assertEquals(List.of("n", "6"), project.rows("SELECT count(*) AS n FROM s"));
    Expressions expressions = new Expressions(new SqlGate());
    Site site = project.compiled();
    for (MappedFile file : site.dataMap().files()) {
      assertFalse(
          site.dataMap().provesAllRows(expressions.condition("t.region = 'a'"), file),
          file.httpPath());
    }
  }

  @Test
  void what_could_change_the_result_does_not_prune() throws Exception {
    Site site = days("");
    for (String sql :
        List.of(
            "SELECT * FROM s WHERE id + 1 = 20",
            "SELECT * FROM s WHERE region = 'r1' OR id + 1 = 20",
            "SELECT * FROM s TABLESAMPLE 3 ROWS WHERE id = 20",
            "SELECT * FROM (SELECT * FROM s LIMIT 100) WHERE id = 20",
            "SELECT * FROM range(3) t(id) LEFT JOIN s ON s.id = t.id WHERE s.id = 20",
            "SELECT * FROM s x POSITIONAL JOIN s y WHERE x.id = 20",
            "SELECT * FROM s AS x(id, day, region) WHERE x.id = 20",
            "SELECT * FROM s a JOIN range(3) t(k) ON true WHERE id = 20",
            "SELECT * FROM read_parquet('data/s/*.parquet', file_row_number = true) WHERE id ="
                + " 20")) {
      assertEquals(30, read(compiled(site, sql), Map.of()).size(), sql);
    }
  }

  @Test
  void conditions_reach_through_models_that_only_choose_rows() throws Exception {
    project.file(
        "sources_sql/m.sql",
        "-- name: early\nSELECT * FROM s WHERE day < '2024-01-10'\n"
            + "-- name: other\nSELECT id AS day, day AS id FROM s\n"
            + "-- name: first\nSELECT * FROM s LIMIT 2\n");
    Site site = days("");
    assertEquals(
        List.of("05.parquet"),
        read(compiled(site, "SELECT * FROM early WHERE id BETWEEN 50 AND 55"), Map.of()));
    assertEquals(9, read(compiled(site, "FROM early"), Map.of()).size());
    assertEquals(30, read(compiled(site, "SELECT * FROM other WHERE day = 50"), Map.of()).size());
    assertEquals(30, read(compiled(site, "SELECT * FROM first WHERE id = 50"), Map.of()).size());
    assertEquals(
        30,
        read(compiled(site, "SELECT * FROM early WHERE id = 50 UNION ALL FROM s"), Map.of())
            .size());
  }

  @Test
  void what_was_chosen_once_is_chosen_anew_when_a_file_has_changed_or_gone() throws Exception {
    Site site = days("");
    CompiledSql sql = compiled(site, "SELECT id FROM s WHERE id = 51");
    for (int time = 0; time < 3; time++) {
      assertEquals(List.of("05.parquet"), read(sql, Map.of()));
    }
    project.parquet("up/01.parquet", "SELECT DATE '2024-01-01' AS day, 51 AS id, 'r1' AS region");
    awaitRead(sql, List.of("01.parquet", "05.parquet"));
    Files.delete(root.resolve("up/01.parquet"));
    awaitRead(sql, days(2, 30));
  }

  private static List<String> days(int first, int last) {
    return java.util.stream.IntStream.rangeClosed(first, last)
        .mapToObj("%02d.parquet"::formatted)
        .toList();
  }

  /** Waits until the site has noticed what happened to its files. */
  private static void awaitRead(CompiledSql sql, List<String> files) throws Exception {
    for (int round = 0; round < 1500 && !read(sql, Map.of()).equals(files); round++) {
      Thread.sleep(20);
    }
    assertEquals(files, read(sql, Map.of()));
  }

  @Test
  void patterns_in_a_query_are_pruned_too() throws Exception {
    Site site = days("");
    CompiledSql sql =
        compiled(site, "SELECT * FROM read_parquet('data/s/*.parquet') WHERE id >= 300");
    assertEquals(List.of("30.parquet"), read(sql, Map.of()));
  }

  @Test
  void files_of_several_schemas_keep_every_column_and_its_type() throws Exception {
    project.parquet("up/a.parquet", "SELECT 1 AS id, 'x' AS only_a");
    project.parquet("up/b.parquet", "SELECT 2::BIGINT AS id, 2.5 AS only_b");
    project.parquet("up/c.parquet", "SELECT 3::BIGINT AS id, 2.5 AS only_b");
    project.toml("[[file_sources]]\nname = \"s\"\nupstream_glob = \"up/*.parquet\"\n");
    CompiledSql sql = compiled(project.compiled(), "SELECT * FROM s WHERE id = 3");
    assertEquals(List.of("a.parquet", "b.parquet", "c.parquet"), read(sql, Map.of()));
    assertEquals(
        List.of("id,only_a,only_b", "3,,2.5"), project.rows("SELECT * FROM s WHERE id = 3"));
    assertEquals(
        List.of("id,only_a,only_b", "1,x,"), project.rows("SELECT * FROM s WHERE only_a = 'x'"));
  }

  @Test
  void folders_prune_and_their_columns_keep_their_types() throws Exception {
    for (String folder : List.of("year=2023", "year=2024", "year=2025")) {
      project.parquet("static/data/s/" + folder + "/region=eu/a.parquet", "SELECT 1 AS id");
      project.parquet("static/data/s/" + folder + "/region=us/a.parquet", "SELECT 2 AS id");
    }
    project.toml("[[file_sources]]\nname = \"s\"\npattern = \"data/s/**/*.parquet\"\n");
    Site site = project.compiled();
    CompiledSql sql = compiled(site, "SELECT * FROM s WHERE year = 2024 AND region = 'us'");
    assertEquals(2, read(sql, Map.of()).size());
    assertEquals(
        List.of("id,region,year", "2,us,2024"),
        project.rows("SELECT id, region, year FROM s WHERE year = 2024 AND region = 'us'"));
    assertEquals(
        List.of("t", "BIGINT"),
        project.rows("SELECT typeof(year) AS t FROM s WHERE year > 2024 LIMIT 1"));
  }

  @Test
  void folders_of_digits_prune_beside_texts_and_beside_numbers() throws Exception {
    for (String day : List.of("0001", "0002", "0003", "0010")) {
      project.parquet("up/padded/day=" + day + "/a.parquet", "SELECT 1 AS id");
    }
    for (String day : List.of("1", "2", "3", "10")) {
      project.parquet("up/plain/day=" + day + "/a.parquet", "SELECT 1 AS id");
    }
    project.toml(
        "[[file_sources]]\nname = \"padded\"\nupstream_glob = \"up/padded/*/*.parquet\"\n"
            + "[[file_sources]]\nname = \"plain\"\nupstream_glob = \"up/plain/*/*.parquet\"\n");
    Site site = project.compiled();
    for (String condition :
        List.of("day = '0003'", "day = 3", "day IN ('0003')", "day > '0002' AND day < '0010'")) {
      // The first file decides on the columns and stays.
      assertEquals(
          2, read(compiled(site, "FROM padded WHERE " + condition), Map.of()).size(), condition);
      assertEquals(
          List.of("day", "0003"), project.rows("SELECT day FROM padded WHERE " + condition));
    }
    for (String condition : List.of("day = '3'", "day = 3", "day = '003'", "day IN ('03', 3)")) {
      assertEquals(
          2, read(compiled(site, "FROM plain WHERE " + condition), Map.of()).size(), condition);
      assertEquals(List.of("day", "3"), project.rows("SELECT day FROM plain WHERE " + condition));
    }
    assertEquals(
        List.of("day", "10"), project.rows("SELECT day FROM plain WHERE day > '9' ORDER BY day"));
    // A common column of both is one of texts.
    assertEquals(
        List.of("day", "0010", "10"),
        project.rows(
            "SELECT day FROM (FROM padded UNION ALL FROM plain) WHERE day IN ('0010', '10')"
                + " ORDER BY day"));
    assertEquals(
        List.of("t", "VARCHAR"),
        project.rows("SELECT typeof(day) AS t FROM padded WHERE day = '0010'"));
  }

  @Test
  void a_nought_in_front_of_one_folder_keeps_the_others_texts() throws Exception {
    for (String day : List.of("1", "12", "3", "05")) {
      project.parquet("up/day=" + day + "/a.parquet", "SELECT 1 AS id");
    }
    project.toml("[[file_sources]]\nname = \"s\"\nupstream_glob = \"up/*/*.parquet\"\n");
    project.compiled();
    assertEquals(
        List.of("day,t", "12,VARCHAR", "3,VARCHAR"),
        project.rows(
            "SELECT day, typeof(day) AS t FROM s WHERE day > '1' AND day < '4' ORDER BY day"));
    assertEquals(List.of("day", "05"), project.rows("SELECT day FROM s WHERE day = 5"));
    assertEquals(
        List.of("day", "05", "12", "3"),
        project.rows("SELECT day FROM s WHERE day <> '01' AND day NOT IN ('1') ORDER BY day"));
  }

  @Test
  void beyond_a_thousand_files_an_artefact_tells_their_number() throws Exception {
    Path one = project.parquet("seed.parquet", "SELECT 1 AS x");
    java.nio.file.Files.createDirectories(root.resolve("up"));
    for (int i = 0; i < 1001; i++) {
      java.nio.file.Files.createLink(root.resolve("up/" + i + ".parquet"), one);
    }
    project.toml("[[file_sources]]\nname = \"s\"\nupstream_glob = \"up/*.parquet\"\n");
    Site site = project.compiled();
    String artefact = site.queries().get("s").artefact();
    assertTrue(artefact.contains("1001 files of the source s"), artefact);
    assertTrue(artefact.startsWith("-- METRICS: num_files=1001 total_bytes_cold="), artefact);
    assertFalse(artefact.contains("/999.parquet"));
    assertEquals(List.of("n", "1001"), project.rows("SELECT count(*) AS n FROM s"));
  }

  @Test
  void only_a_file_whose_every_row_passes_is_proven() throws Exception {
    project.parquet("up/all.parquet", "SELECT i AS id, 1.5 AS f FROM range(5) t(i)");
    project.parquet("up/some.parquet", "SELECT i AS id, 1.5 AS f FROM range(50) t(i)");
    project.parquet(
        "up/void.parquet", "SELECT CASE WHEN i > 0 THEN i END AS id, 1.5 AS f FROM range(5) t(i)");
    project.toml("[[file_sources]]\nname = \"s\"\nupstream_glob = \"up/*.parquet\"\n");
    Site site = project.compiled();
    Expressions expressions = new Expressions(new SqlGate());
    List<String> proven = new ArrayList<>();
    for (MappedFile file : site.dataMap().files()) {
      for (String filter : List.of("id < 10", "id + 0 < 10", "id IS NOT NULL", "f < 3", "f > 1")) {
        if (site.dataMap().provesAllRows(expressions.condition(filter), file)) {
          proven.add(file.location().getFileName() + " " + filter);
        }
      }
    }
    assertEquals(
        List.of(
            "all.parquet id < 10",
            "all.parquet id IS NOT NULL",
            "all.parquet f < 3",
            "all.parquet f > 1",
            "some.parquet id IS NOT NULL",
            "some.parquet f < 3",
            "some.parquet f > 1",
            "void.parquet f < 3",
            "void.parquet f > 1"),
        proven);
    project.parquet("up/all.parquet", "SELECT i AS id, 1.5 AS f FROM range(50) t(i)");
    assertFalse(
        site.dataMap()
            .provesAllRows(expressions.condition("id < 10"), site.dataMap().files().getFirst()));
  }

  private static final List<String> COLUMNS =
      List.of("i", "u", "h", "f", "d", "n", "t", "b", "day", "ts", "tz", "year", "region", "nr");

  private static String file(Random random) {
    int low = random.nextInt(-50, 50);
    int rows = random.nextInt(6);
    String nulls = random.nextInt(3) == 0 ? "random() < 0.3" : "false";
    String always = random.nextInt(8) == 0 ? "true" : nulls;
    return """
    SELECT CASE WHEN %1$s THEN NULL ELSE (%2$d + r)::INTEGER END AS i,
      CASE WHEN %1$s THEN NULL ELSE (CASE WHEN r = 1 THEN 18446744073709551615 ELSE abs(%2$d) END)::UBIGINT END AS u,
      CASE WHEN %1$s THEN NULL ELSE (%2$d * 1000000007::BIGINT) END AS h,
      CASE WHEN r = 2 THEN 'NaN'::FLOAT ELSE (%2$d + r) / 10 END::FLOAT AS f,
      CASE WHEN r = 3 THEN 'NaN'::DOUBLE WHEN %3$s THEN NULL ELSE (%2$d + r) / 10 END AS d,
      CASE WHEN %1$s THEN NULL ELSE ((%2$d + r) / 4)::DECIMAL(9,2) END AS n,
      CASE WHEN %3$s THEN NULL ELSE chr(97 + abs(%2$d + r::INTEGER) %% 26) || repeat('é', r::INTEGER * 3) END AS t,
      CASE WHEN %1$s THEN NULL ELSE r > 2 END AS b,
      CASE WHEN %1$s THEN NULL ELSE DATE '2024-01-01' + (%2$d + r)::INTEGER END AS day,
      CASE WHEN %1$s THEN NULL ELSE TIMESTAMP '2024-01-01 10:00:00.5' + INTERVAL (%2$d + r) DAY END AS ts,
      CASE WHEN %1$s THEN NULL ELSE TIMESTAMPTZ '2024-01-01 10:00:00+00' + INTERVAL (%2$d + r) DAY END AS tz
    FROM range(%4$d) q(r)\
    """
        .formatted(nulls, low, always, rows);
  }

  private record Case(String sql, List<Object> values, Map<String, Object> named) {}

  private static Case predicate(Random random, int depth) {
    int kind = random.nextInt(depth > 2 ? 5 : 8);
    if (kind >= 5) {
      Case left = predicate(random, depth + 1);
      if (kind == 7) {
        return new Case("NOT (" + left.sql() + ")", left.values(), left.named());
      }
      Case right = predicate(random, depth + 1);
      List<Object> values = new ArrayList<>(left.values());
      values.addAll(right.values());
      Map<String, Object> named = new java.util.HashMap<>(left.named());
      named.putAll(right.named());
      return new Case(
          "(" + left.sql() + (kind == 5 ? " AND " : " OR ") + right.sql() + ")", values, named);
    }
    String column = COLUMNS.get(random.nextInt(COLUMNS.size()));
    if (kind == 0) {
      return new Case(
          column + (random.nextBoolean() ? " IS NULL" : " IS NOT NULL"), List.of(), Map.of());
    }
    if (kind == 1) {
      return new Case(
          column + " IN (" + literal(column, random) + ", " + literal(column, random) + ")",
          List.of(),
          Map.of());
    }
    if (kind == 2) {
      return new Case(
          column + " BETWEEN " + literal(column, random) + " AND " + literal(column, random),
          List.of(),
          Map.of());
    }
    String operator = List.of("=", "<>", "<", "<=", ">", ">=").get(random.nextInt(6));
    if (kind == 3) {
      String name = "p" + random.nextInt(1_000_000);
      Object value = value(column, random);
      // What a reader of a page chooses is text, whatever it is compared with.
      value = random.nextInt(3) == 0 ? value.toString() : value;
      return new Case(column + " " + operator + " $" + name, List.of(value), Map.of(name, value));
    }
    return random.nextBoolean()
        ? new Case(column + " " + operator + " " + literal(column, random), List.of(), Map.of())
        : new Case(literal(column, random) + " " + operator + " " + column, List.of(), Map.of());
  }

  /** A whole number, with noughts in front of it sometimes. */
  private static String number(Random random, boolean padded) {
    int number = random.nextInt(12);
    return padded && random.nextInt(4) > 0 ? "%02d".formatted(number) : "" + number;
  }

  private static String literal(String column, Random random) {
    String literal = plain(column, random);
    boolean number = literal.matches("-?[0-9.]+|true|false");
    return number && random.nextInt(4) == 0 ? "'" + literal + "'" : literal;
  }

  private static String plain(String column, Random random) {
    int number = random.nextInt(-55, 55);
    return switch (column) {
      case "i", "h" ->
          random.nextInt(8) == 0 ? "NULL" : random.nextBoolean() ? number + "" : number + ".5";
      case "u" -> random.nextInt(4) == 0 ? "18446744073709551615" : Math.abs(number) + "";
      case "f", "d", "n" ->
          random.nextBoolean()
              ? number / 10.0 + ""
              : random.nextBoolean() ? number / 10 + "" : "1e0";
      case "t" -> "'" + (char) ('a' + random.nextInt(26)) + (random.nextBoolean() ? "é" : "") + "'";
      case "b" -> random.nextBoolean() + "";
      case "day" ->
          (random.nextBoolean() ? "DATE " : "")
              + "'"
              + LocalDate.of(2024, 1, 1).plusDays(number)
              + "'";
      case "ts" ->
          (random.nextBoolean() ? "TIMESTAMP " : "")
              + "'"
              + LocalDate.of(2024, 1, 1).plusDays(number)
              + " 10:00:00.5'";
      case "tz" ->
          "TIMESTAMPTZ '"
              + LocalDate.of(2024, 1, 1).plusDays(number)
              + " 12:00:00+0"
              + random.nextInt(4)
              + "'";
      case "year" -> (2020 + random.nextInt(5)) + "";
      case "nr" ->
          random.nextInt(3) == 0 ? "" + random.nextInt(12) : "'" + number(random, true) + "'";
      default -> "'" + List.of("eu", "us", "12", "x").get(random.nextInt(4)) + "'";
    };
  }

  private static Object value(String column, Random random) {
    int number = random.nextInt(-55, 55);
    return switch (column) {
      case "i", "h", "u" -> random.nextBoolean() ? (Object) (long) Math.abs(number) : (Object) 2.5;
      case "f", "d", "n" ->
          random.nextBoolean() ? (Object) (number / 10.0) : (Object) (long) number;
      case "t" -> "" + (char) ('a' + random.nextInt(26));
      case "b" -> random.nextBoolean();
      case "day" -> LocalDate.of(2024, 1, 1).plusDays(number);
      case "ts" -> LocalDateTime.of(2024, 1, 1, 10, 0, 0, 500_000_000).plusDays(number);
      case "tz" ->
          OffsetDateTime.of(2024, 1, 1, 12, 0, 0, 0, ZoneOffset.ofHours(random.nextInt(4)))
              .plusDays(number);
      case "year" -> 2020L + random.nextInt(5);
      case "nr" ->
          random.nextBoolean() ? (Object) random.nextInt(12) : (Object) number(random, true);
      default -> List.of("eu", "us", "12", "x").get(random.nextInt(4));
    };
  }

  @Test
  void pruned_equals_unpruned_for_random_files_and_conditions() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int cases = 0;
    int pruned = 0;
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement setup = duck.createStatement();
        SqlGate gate = new SqlGate()) {
      setup.execute("SET TimeZone = 'Asia/Tokyo'; SET threads = 1");
      for (int round = 0; round < 14; round++) {
        String base = "static/data/s" + round;
        for (int file = random.nextInt(3, 9); file > 0; file--) {
          Path path =
              root.resolve(
                  "%s/year=%d/region=%s/nr=%s/%d.parquet"
                      .formatted(
                          base,
                          2020 + random.nextInt(5),
                          List.of("eu", "us", round % 3 == 0 ? "12" : "x").get(random.nextInt(3)),
                          number(random, round % 2 == 0),
                          file));
          java.nio.file.Files.createDirectories(path.getParent());
          setup.execute("COPY (" + file(random) + ") TO '" + path + "'");
        }
        project.toml(
            "[[file_sources]]\nname = \"s\"\npattern = \"data/s%d/**/*.parquet\"\n"
                .formatted(round));
        Site site = project.compiled();
        QueryCompiler compiler =
            new QueryCompiler(gate, site.dataMap(), new AllowedFolders(root, List.of(), root));
        FileList all = site.dataMap().files();
        for (int each = 0; each < 40; each++) {
          Case test = predicate(random, 0);
          CompiledSql sql =
              compiler
                  .compile(
                      SourceFragment.of("q", "SELECT * FROM s WHERE " + test.sql()),
                      java.util.Set.of(),
                      new Problems())
                  .orElseThrow();
          FileList kept = sql.scans().getFirst().read(test.named());
          String context = "seed " + seed + " round " + round + ": " + test;
          String positional = test.sql().replaceAll("\\$p\\d+", "?");
          assertEquals(
              rows(duck, all, positional, test.values()),
              rows(duck, kept, positional, test.values()),
              context);
          cases++;
          pruned += kept.size() < all.size() ? 1 : 0;
        }
      }
    }
    assertTrue(cases >= 500 && pruned > cases / 8, pruned + " of " + cases + ", seed " + seed);
  }

  private static List<String> rows(
      Connection duck, FileList files, String where, List<Object> values) throws Exception {
    Object[] paths = files.stream().map(file -> file.location().toString()).toArray();
    try (PreparedStatement query =
        duck.prepareStatement(
            "SELECT * FROM read_parquet(?, union_by_name = true, hive_partitioning = true) WHERE "
                + where)) {
      query.setArray(1, duck.createArrayOf("VARCHAR", paths));
      for (int index = 0; index < values.size(); index++) {
        query.setObject(index + 2, values.get(index));
      }
      List<String> rows = new ArrayList<>();
      try (ResultSet result = query.executeQuery()) {
        int columns = result.getMetaData().getColumnCount();
        rows.add(columns + " columns");
        while (result.next()) {
          String[] row = new String[columns];
          for (int column = 0; column < columns; column++) {
            row[column] = result.getString(column + 1);
          }
          rows.add(Arrays.toString(row));
        }
      } catch (java.sql.SQLException e) {
        // A comparison that DuckDB refuses is refused for any files.
        return List.of("refused");
      }
      return rows;
    }
  }
}
