package ducksite.engine.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SqlTokenizerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "a_1 ~ WORD",
        "żółć ~ WORD",
        "a$b ~ WORD",
        "\"a\"\"b\" ~ QUOTED_IDENTIFIER",
        "'it''s' ~ STRING",
        "E'it\\'s' ~ STRING",
        "$$a'b$$ ~ STRING",
        "$t$a$$b$t$ ~ STRING",
        "$name ~ NAMED_PARAMETER",
        "$ünïcode_1 ~ NAMED_PARAMETER",
        "$1 ~ POSITIONAL_PARAMETER",
        "? ~ POSITIONAL_PARAMETER",
        "?2 ~ POSITIONAL_PARAMETER",
        "1.5e-3 ~ NUMBER",
        "0x1F ~ NUMBER",
        "1_000 ~ NUMBER",
        ".5 ~ NUMBER",
        "-- a 'b ~ COMMENT",
        "/* /* a */ ' */ ~ COMMENT",
        "->> ~ OPERATOR",
        ":: ~ OPERATOR",
        "( ~ OPERATOR",
        "$ ~ OPERATOR",
        "'no end ~ STRING",
        "/* no end ~ COMMENT",
        "$t$ no end ~ STRING",
      })
  void oneTokenIsOneToken(String sql, SqlToken.Kind kind) {
    assertEquals(List.of(new SqlToken(kind, 0, sql.length())), SqlTokenizer.tokens(sql));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "a=$b::INT ~ a = $b :: INT",
        "a--b ~ a",
        "1/*--*/+2 ~ 1 + 2",
        "a->'x'->>'y' ~ a -> 'x' ->> 'y'",
        "x:=1 ~ x := 1",
        "f(a,b) ~ f ( a , b )",
        "a.b.c ~ a . b . c",
        "e'x'e ~ e'x' e",
        "0x1E+2 ~ 0x1E + 2",
        "1e+2 ~ 1e+2",
        "a/*x*/b ~ a b",
        "*/*x*/2 ~ * 2",
        "$a$b ~ $a$b",
        "$a+$b ~ $a + $b",
        "[1:2] ~ [ 1 : 2 ]",
      })
  void tokensEndWhereTheNextBegins(String sql, String expected) {
    List<String> found =
        SqlTokenizer.significant(sql).stream().map(token -> token.text(sql)).toList();
    assertEquals(expected, String.join(" ", found));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "SELECT 'a' -- b\n, $c /* d */ FROM \"e\"",
        "\u00a0\ufeffx\u3000",
        "'",
        "\"",
        "$",
        "E'",
        "E'\\",
      })
  void tokensCoverTheText(String sql) {
    int end = 0;
    for (SqlToken token : SqlTokenizer.tokens(sql)) {
      assertEquals(end, token.start());
      end = token.end();
    }
    assertEquals(sql.length(), end);
  }

  @Test
  void wordsAreComparedWithoutCaseAndQuotesAreNot() {
    assertEquals(true, SqlTokenizer.tokens("Select").getFirst().is("Select", "SELECT"));
    assertEquals(false, SqlTokenizer.tokens("\"select\"").getFirst().is("\"select\"", "select"));
  }
}
