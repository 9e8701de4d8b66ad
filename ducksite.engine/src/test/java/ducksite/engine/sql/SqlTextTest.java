package ducksite.engine.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SqlTextTest {

  @Test
  void quotesAreDoubled() {
    assertEquals("\"a\"\"b\"", SqlText.identifier("a\"b"));
    assertEquals("'it''s'", SqlText.literal("it's"));
    assertEquals("a\"b", SqlText.unquoted(SqlText.identifier("a\"b")));
    assertEquals("it's", SqlText.unquoted(SqlText.literal("it's")));
    assertEquals("plain", SqlText.unquoted("plain"));
    assertThrows(IllegalArgumentException.class, () -> SqlText.literal("a\0b"));
  }

  @Test
  void aStatementEndsWithItsLastToken() {
    assertEquals("-- a\nSELECT ';'", SqlText.statement("-- a\nSELECT ';' ; -- b\n;/* c */"));
    assertEquals("SELECT 1; SELECT 2", SqlText.statement("SELECT 1; SELECT 2;"));
    assertEquals("", SqlText.statement(" -- only a comment"));
  }

  @Test
  void blanksOfUnicodeBecomePlainOutsideQuotes() {
    assertEquals(
        " SELECT '\u00a0' \"\u3000\"",
        SqlText.plainBlanks("\ufeffSELECT\u00a0'\u00a0'\u2003\"\u3000\""));
  }

  @Test
  void aCallEndsWithItsParenthesis() {
    String sql = "FROM a.f (b[1], ')', {'c': g(d)}) AS x (y)";
    List<SqlToken> tokens = SqlTokenizer.significant(sql);
    assertEquals(sql.indexOf(" AS"), SqlText.callEnd(sql, tokens, sql.indexOf("a.f")));
    assertEquals(-1, SqlText.callEnd(sql, tokens, sql.indexOf(".f") + 1000));
    assertEquals(-1, SqlText.callEnd("f(a]", SqlTokenizer.significant("f(a]"), 0));
    assertEquals(-1, SqlText.callEnd("f; (a)", SqlTokenizer.significant("f; (a)"), 0));
  }

  @Test
  void aLeadingWithIsFound() {
    assertEquals(Optional.empty(), WithClause.of("SELECT 1"));
    assertEquals(Optional.empty(), WithClause.of("(WITH a AS (SELECT 1) SELECT 1)"));
    assertEquals(
        Optional.of(new WithClause(false, 4, 9)), WithClause.of("/**/WITH a AS (SELECT 1) FROM a"));
    assertEquals(
        Optional.of(new WithClause(true, 0, 15)),
        WithClause.of("with RECURSIVE a AS (SELECT 1) FROM a"));
    assertEquals(
        Optional.of(new WithClause(false, 0, 5)),
        WithClause.of("WITH recursive AS (SELECT 1) SELECT 1"));
  }

  @Test
  void commonTablesGoInFront() {
    List<String> tables = List.of("x AS (SELECT 1)", "y AS (SELECT 2)");
    assertEquals(
        "WITH x AS (SELECT 1),\ny AS (SELECT 2)\nFROM x", WithClause.prepend(tables, "FROM x"));
    assertEquals(
        "-- c\nWITH RECURSIVE x AS (SELECT 1),\ny AS (SELECT 2),\na AS (FROM x) FROM a",
        WithClause.prepend(tables, "-- c\nWITH RECURSIVE a AS (FROM x) FROM a"));
    assertEquals("FROM x", WithClause.prepend(List.of(), "FROM x"));
  }

  @Test
  void placeholdersGetNumbersInTheOrderOfTheirFirstUse() {
    NamedSql numbered =
        Placeholders.number(
            "SELECT $b, '$x', $a -- $y\n, \"$z\", $b /* $w */, $$ $v $$ WHERE $c=$a");
    assertEquals(
        "SELECT $1, '$x', $2 -- $y\n, \"$z\", $1 /* $w */, $$ $v $$ WHERE $3=$2", numbered.sql());
    assertEquals(List.of("b", "a", "c"), numbered.names());
    assertEquals(
        List.of(
            new Placeholders.Placeholder("ab", 10, 13), new Placeholders.Placeholder("c", 14, 16)),
        Placeholders.find("SELECT '€'$ab+$c"));
  }
}
