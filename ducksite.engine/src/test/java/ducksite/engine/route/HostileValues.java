package ducksite.engine.route;

import java.util.List;
import java.util.Random;

/** Values that try to become SQL. */
final class HostileValues {

  static final List<String> PIECES =
      List.of(
          "'",
          "''",
          "\"",
          "\\",
          "\\'",
          ";",
          "--",
          "/*",
          "*/",
          "\n",
          "\r\n",
          "\t",
          "__tmpl_1__",
          "ducksite_sample",
          "slot",
          "$x",
          "$1",
          "$const_pin",
          "?",
          "$$",
          "$a$",
          "{{",
          "}}",
          "{{ x }}",
          "{{ y | raw }}",
          "{{const.pin}}",
          "{{secrets.key}}",
          "E'",
          "x'",
          "U&'",
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          ",",
          ".",
          ":",
          "::",
          "|",
          "||",
          "%",
          "_",
          "-",
          "-1",
          "0x1",
          "1e5",
          "a",
          "region",
          "secret",
          "theirs",
          "NULL",
          "TRUE",
          "NOT",
          " OR 1=1 ",
          " OR tenant='theirs' ",
          "1 OR tenant='theirs'",
          "1 AND FALSE OR TRUE",
          " UNION ALL SELECT * FROM m ",
          " FROM m ",
          "SELECT ",
          "getenv('HOME')",
          "read_text('ducksite.toml')",
          "current_setting('threads')",
          "DROP TABLE m",
          "\u2019",
          "\u02BC",
          "\uFF07",
          "\uFF02",
          "\uFF1B",
          "\uFF04x",
          "\u2212\u2212",
          "\uFF5B\uFF5B x \uFF5D\uFF5D",
          "\u00A0",
          "\u200B",
          "\u2028",
          "\u202E",
          "\uFEFF",
          "\u0000",
          "\u0007",
          "\uD83E\uDD86",
          "\uD83E",
          "е");

  private final Random random;

  HostileValues(long seed) {
    random = new Random(seed);
  }

  String next() {
    StringBuilder value = new StringBuilder();
    int length = random.nextInt(6);
    for (int index = 0; index < length; index++) {
      value.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return value.toString();
  }

  /** Whether DuckDB cannot hold a text, so that it may be refused anywhere. */
  static boolean isNoText(String value) {
    return value.indexOf('\0') >= 0
        || value
            .codePoints()
            .anyMatch(
                point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }
}
