package ducksite.engine.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class HtmlTableTest {

  @Test
  void headersNameTheKindAndNumbersCarryTheirPlainValue() throws IOException {
    assertEquals(
        "<table class=\"ds-table\"><thead><tr><th scope=\"col\" data-type=\"number\">n</th><th"
            + " scope=\"col\" data-type=\"text\">a &lt;b&gt;</th><th scope=\"col\""
            + " data-type=\"date\">d</th><th scope=\"col\" data-type=\"bool\">f</th><th"
            + " scope=\"col\" data-type=\"date\">w</th></tr></thead><tbody><tr><td class=\"ds-num\""
            + " data-value=\"-1234567\">-1,234,567</td><td>&lt;b&gt; &amp;"
            + " &quot;x&#39;</td><td>2024-01-02</td><td>true</td><td>2024-01-02"
            + " 03:04:05</td></tr>\n"
            + "</tbody></table>",
        table(
            """
            SELECT -1234567 AS n, '<b> & "x''' AS "a <b>", DATE '2024-01-02' AS d, true AS f,
                   TIMESTAMP '2024-01-02 03:04:05' AS w\
            """,
            10));
  }

  @Test
  void numbersOfEveryTypeHaveSeparatorsBeforeThePointOnly() throws IOException {
    String html =
        table(
            "SELECT 999, 1000, 1234.56789, 12345678.125::DOUBLE, 1e300, 0.0001234::DOUBLE,"
                + " 'nan'::DOUBLE, (-170141183460469231731687303715884105728)::HUGEINT",
            1);
    for (String number :
        new String[] {
          ">999<",
          ">1,000<",
          ">1,234.56789<",
          ">12,345,678.125<",
          ">1.0E300<",
          ">1.234E-4<",
          ">nan<",
          ">-170,141,183,460,469,231,731,687,303,715,884,105,728<"
        }) {
      assertTrue(html.contains(number), number + " in " + html);
    }
  }

  @Test
  void yearsAreNamesAndHaveNoSeparators() throws IOException {
    String table = table("SELECT 2012 AS Year, 2013 AS built_year, 2014 AS years", 10);
    assertTrue(table.contains(">2012</td>") && table.contains(">2013</td>"), table);
    assertTrue(table.contains(">2,014</td>"), table);
  }

  @Test
  void nullIsAnEmDash() throws IOException {
    String html =
        table("SELECT NULL::INTEGER AS a, NULL::VARCHAR AS b, NULL::UNION(num INTEGER) AS c", 1);
    assertTrue(
        html.contains(
            "<tr><td class=\"ds-num ds-null\">\u2014</td><td class=\"ds-null\">\u2014</td>"
                + "<td class=\"ds-null\">\u2014</td></tr>"),
        html);
  }

  @Test
  void nestedValuesAreEscapedJson() throws IOException {
    assertTrue(table("SELECT ['<a>'] AS l", 1).contains("<td>[&quot;&lt;a&gt;&quot;]</td>"));
  }

  @Test
  void controlCharactersAreReplaced() throws IOException {
    assertTrue(
        table("SELECT 'a' || chr(1) || chr(9) || 'b' AS t", 1).contains("<td>a\uFFFD\tb</td>"));
  }

  @Test
  void noMoreRowsThanAskedForAreRead() throws IOException {
    try (DuckQuery query = new DuckQuery("SELECT i AS n FROM range(100000) t(i)")) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      assertEquals(3000, HtmlTable.write(query, 3000, out));
      assertEquals(3001, out.toString(StandardCharsets.UTF_8).split("<tr>").length - 1);
      assertTrue(query.next());
    }
  }

  @Test
  void aCapturedResultIsAppendedAlike() throws IOException {
    String statement = "SELECT i AS n, 'é' || i AS t FROM range(5000) t(i)";
    try (DuckQuery query = new DuckQuery(statement)) {
      StringBuilder page = new StringBuilder("<p>");
      assertEquals(4500, HtmlTable.append(CapturedResult.of(query, 4800), 4500, page));
      assertEquals("<p>" + table(statement, 4500), page.toString());
    }
  }

  private static String table(String statement, long maxRows) throws IOException {
    try (DuckQuery query = new DuckQuery(statement)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      HtmlTable.write(query, maxRows, out);
      return out.toString(StandardCharsets.UTF_8);
    }
  }
}
