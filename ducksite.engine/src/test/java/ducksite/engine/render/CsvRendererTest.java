package ducksite.engine.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CsvRendererTest {

  @TempDir Path folder;

  @Test
  void fieldsAreQuotedWhereTheyHoldACommaAQuoteOrALineBreak() {
    assertEquals(
        "a,\"b,c\",d\r\n\"x,y\",\"say \"\"hi\"\"\",\"two\nlines\"\r\nplain, blank ,#'=\r\n",
        csv(
            """
            SELECT * FROM (VALUES ('x,y', 'say "hi"', 'two' || chr(10) || 'lines'), ('plain', ' blank ', '#''='))
            t(a, "b,c", d)\
            """));
  }

  @Test
  void nullIsEmptyAndAnEmptyTextTwoQuotes() {
    assertEquals(
        "a,b,c,d\r\n,\"\",\"\",\r\n",
        csv("SELECT NULL::INTEGER AS a, '' AS b, ''::BLOB AS c, NULL::UNION(num INTEGER) AS d"));
  }

  @Test
  void aResultWithoutRowsIsAHeader() {
    assertEquals("a,a_1\r\n", csv("SELECT 1 AS a, 2 AS a WHERE false"));
  }

  @Test
  void scalarsArePlainAndNestedValuesAreJson() {
    assertEquals(
        "a,b,c,d,e,f,g\r\n"
            + "1.50,2024-01-02"
            + " 03:04:05,true,nan,\"[null,\"\"x\"\"]\",\"{\"\"k\"\":\"\"é,\"\"}\",qrs=\r\n",
        csv(
            """
            SELECT 1.5::DECIMAL(4,2) AS a, TIMESTAMP '2024-01-02 03:04:05' AS b, true AS c, 'nan'::DOUBLE AS d,
                   [NULL, 'x'] AS e, {'k': 'é,'} AS f, '\\xAA\\xBB'::BLOB AS g\
            """));
  }

  @Test
  void aLongTextIsQuotedAsAWhole() {
    String text = "0123456789".repeat(1000);
    assertEquals("a\r\n" + text + "\r\n", csv("SELECT '" + text + "' AS a"));
    assertEquals("a\r\n\"" + text + ",\"\"\"\r\n", csv("SELECT '" + text + ",\"' AS a"));
  }

  @Test
  void duckDbReadsEveryValueBack() throws IOException {
    String query =
        """
        SELECT i::UBIGINT * 900000000000 AS whole, i / 7 AS ratio, (i / 7)::FLOAT AS short,
               (i / 3)::DECIMAL(18,3) AS price, DATE '0001-01-01' + (i * 17)::INTEGER AS day,
               TIMESTAMP '1960-01-01' + to_microseconds(i * 123456789) AS moment,
               TIME '00:00:00' + to_microseconds(i * 1234567) AS clock, i % 2 = 0 AS flag,
               CASE i % 5 WHEN 0 THEN NULL WHEN 1 THEN ''
               WHEN 2 THEN 'q "' || i WHEN 3 THEN E'a\\r\\nb,' ELSE 'é' END AS t
        FROM range(5000) t(i)\
        """;
    Path file = Files.writeString(folder.resolve("rows.csv"), csv(query));
    String read =
        "SELECT * FROM read_csv('"
            + file
            + "', header = true, delim = ',', quote = '\"', escape = '\"', new_line = '\\r"
            + "\\n"
            + "', nullstr = '', allow_quoted_nulls = false, columns = {whole: 'UBIGINT', ratio:"
            + " 'DOUBLE', short: 'FLOAT', price: 'DECIMAL(18,3)', day: 'DATE', moment: 'TIMESTAMP',"
            + " clock: 'TIME', flag: 'BOOLEAN', t: 'VARCHAR'})";
    assertEquals(
        "0", DuckQuery.value("SELECT count(*) FROM ((" + query + ") EXCEPT ALL (" + read + "))"));
    assertEquals("5000", DuckQuery.value("SELECT count(*) FROM (" + read + ")"));
  }

  @Test
  void theSpreadsheetFormHasAMarkAndNoFormulas() {
    String csv =
        Rendered.text(
            new CsvExcelRenderer(),
            Request.PLAIN,
            "SELECT '=1+1' AS a, '@x,' AS b, -5 AS c, 'x=' AS d, '+' AS \"-e\"");
    assertEquals("\uFEFFa,b,c,d,'-e\r\n'=1+1,\"'@x,\",-5,x=,'+\r\n", csv);
  }

  private static String csv(String query) {
    return Rendered.text(new CsvRenderer(), Request.PLAIN, query);
  }
}
