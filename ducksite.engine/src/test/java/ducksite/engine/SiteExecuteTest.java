package ducksite.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.auth.AuthenticatedUser;
import ducksite.engine.route.RouteException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes run from Java. */
final class SiteExecuteTest {

  @TempDir private static Path root;
  private static ProjectOnDisk project;
  private static Site site;

  @BeforeAll
  static void compile() throws IOException {
    project =
        new ProjectOnDisk(root)
            .file("routes_src/hello.toml", "[params.name]\ntype = \"str\"\ndefault = \"world\"\n")
            .file("routes_src/hello.sql", "SELECT 'Hello, ' || $name || '!' AS greeting")
            .file("routes_src/values.toml", "[cache]\norder_by = [\"value\"]\n")
            .file("routes_src/values.sql", "SELECT range + 1 AS value, 'x' AS other FROM range(4)")
            .file("routes_src/only.toml", "allowed_formats = [\"json\"]\nroles = [\"finance\"]\n")
            .file("routes_src/only.sql", "SELECT 1 AS a, 2 AS a")
            .file("routes_src/needed.toml", "[params.day]\ntype = \"date\"\nrequired = true\n")
            .file("routes_src/needed.sql", "SELECT $day::DATE + 1 AS next")
            .file("routes_src/types.toml", "")
            .file(
                "routes_src/types.sql",
                """
                SELECT 1::TINYINT AS a, 18446744073709551615::UBIGINT AS b, 12.50::DECIMAL(10,2) AS c,
                  1.5::DOUBLE AS d, true AS e, 'text' AS f, 'ab'::BLOB AS g, DATE '2024-01-02' AS h,
                  TIME '08:15:00.000001' AS i, TIMESTAMP '1969-12-31 23:59:59.5' AS j,
                  TIMESTAMPTZ '2024-01-02 03:04:05+00' AS k, [1, NULL, 3] AS l,
                  {'p': 1, 'q': [DATE '2024-01-02']} AS m, MAP {'x': 1} AS n,
                  INTERVAL '14 months 3 days 2 hours' AS o, NULL AS p, 3::HUGEINT AS q
                """);
    site = project.compiled();
  }

  @AfterAll
  static void close() {
    project.close();
  }

  @Test
  void recordsAreTheRowsByColumn() throws RouteException {
    assertEquals(
        List.of(Map.of("greeting", "Hello, Ada!")),
        site.execute(RouteCall.of("hello").with("name", "Ada")).records());
    assertEquals(
        List.of(Map.of("greeting", "Hello, world!")),
        site.execute(RouteCall.of("hello").with("name", "Ada").with("name")).records());
  }

  @Test
  void aSliceIsTheRowsAskedFor() throws RouteException {
    RouteCall values = RouteCall.of("values").withColumns("value");
    assertEquals(
        List.of(2L, 3L), site.execute(values.withOffset(1).withLimit(2)).table().get("value"));
    assertEquals(List.of(), site.execute(values.withOffset(-4).withLimit(-1)).records());
    assertEquals(4, site.execute(values).records().size());
    assertEquals(Set.of("value"), site.execute(values).table().keySet());
    // The route is executed once, or read from what is kept, each time.
    RouteAnswer answer = site.execute(values);
    assertEquals(answer.records(), answer.records());
  }

  @Test
  void valuesHaveTheTypesOfTheirColumns() throws RouteException {
    Map<String, Object> row = site.execute(RouteCall.of("types")).records().getFirst();
    assertEquals(1L, row.get("a"));
    assertEquals(new BigInteger("18446744073709551615"), row.get("b"));
    assertEquals(new BigDecimal("12.50"), row.get("c"));
    assertEquals(1.5, row.get("d"));
    assertEquals(true, row.get("e"));
    assertEquals("text", row.get("f"));
    assertArrayEquals("ab".getBytes(StandardCharsets.UTF_8), (byte[]) row.get("g"));
    assertEquals(LocalDate.of(2024, 1, 2), row.get("h"));
    assertEquals(LocalTime.parse("08:15:00.000001"), row.get("i"));
    assertEquals(LocalDateTime.parse("1969-12-31T23:59:59.5"), row.get("j"));
    assertEquals(Instant.parse("2024-01-02T03:04:05Z"), row.get("k"));
    assertEquals(java.util.Arrays.asList(1L, null, 3L), row.get("l"));
    assertEquals(Map.of("p", 1L, "q", List.of(LocalDate.of(2024, 1, 2))), row.get("m"));
    assertEquals(Map.of("x", 1L), row.get("n"));
    assertEquals("P1Y2M3DT2H", row.get("o"));
    assertEquals(null, row.get("p"));
    assertEquals(new BigDecimal("3"), row.get("q"));
  }

  @Test
  void arrowAndFormatsAreStreams() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertEquals(4, site.execute(RouteCall.of("values")).arrow(out).rows());
    try (RootAllocator allocator = new RootAllocator();
        ArrowStreamReader reader =
            new ArrowStreamReader(new ByteArrayInputStream(out.toByteArray()), allocator)) {
      assertTrue(reader.loadNextBatch());
      assertEquals(4, reader.getVectorSchemaRoot().getRowCount());
    }
    ByteArrayOutputStream csv = new ByteArrayOutputStream();
    site.execute(RouteCall.of("values").withLimit(1)).write("csv", csv);
    assertEquals("value,other\r\n1,x\r\n", csv.toString(StandardCharsets.UTF_8));
    Path file = project.state.folder().resolve("values.parquet");
    assertEquals(4, site.execute(RouteCall.of("values")).parquet(file));
  }

  @Test
  void theFormatsOfARouteBindNobodyWhoReadsRows() throws RouteException {
    assertEquals(List.of(Map.of("a", 1L, "a_1", 2L)), site.execute(RouteCall.of("only")).records());
    RouteAnswer answer = site.execute(RouteCall.of("only"));
    assertThrows(
        RouteException.class, () -> answer.write("csv", java.io.OutputStream.nullOutputStream()));
  }

  @Test
  void whatIsWrongIsToldBeforeAnythingRuns() {
    assertEquals(RouteException.Kind.NOT_FOUND, refused(RouteCall.of("nothing")));
    assertEquals(RouteException.Kind.MISSING_PARAMETER, refused(RouteCall.of("needed")));
    assertEquals(
        RouteException.Kind.INVALID_PARAMETER, refused(RouteCall.of("needed").with("day", "x")));
    assertEquals(
        RouteException.Kind.FORBIDDEN,
        refused(RouteCall.of("only").withUser(AuthenticatedUser.of("bob"))));
  }

  @Test
  void typedValuesStandForTheirTexts() throws RouteException {
    assertEquals(
        List.of(LocalDate.of(2024, 3, 1)),
        site.execute(RouteCall.of("needed").with("day", LocalDate.of(2024, 2, 29)))
            .table()
            .get("next"));
  }

  @Test
  void anAnswerThatIsNotWantedIsNotGiven() throws RouteException {
    RouteAnswer answer = site.execute(RouteCall.of("types"), () -> true);
    assertEquals(
        RouteException.Kind.CANCELLED, assertThrows(RouteException.class, answer::records).kind());
  }

  private static RouteException.Kind refused(RouteCall call) {
    return assertThrows(RouteException.class, () -> site.execute(call)).kind();
  }
}
