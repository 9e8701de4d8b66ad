package ducksite.testkit;

import java.util.List;

/** Texts that a stranger may send. */
final class HostileTexts {

  private static final int LONG = 100_000;

  /** Empty, blank, long, control characters, half a surrogate pair, SQL, markup, paths. */
  static final List<String> ALL =
      List.of(
          "",
          " ",
          "\u0000",
          "a\r\nb: c",
          "'; DROP TABLE x; --",
          "<script>alert(1)</script>",
          "../../../etc/passwd",
          "%00%0a%2e%2e",
          "\uD800",
          "\u202Ereversed",
          "٣",
          "-1",
          "1e999",
          "9".repeat(400),
          "(".repeat(LONG),
          "a".repeat(LONG));

  private HostileTexts() {}

  /** Short enough for a message, and printable. */
  static String describe(String text) {
    String printable = text.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
    return printable.length() > 40
        ? "'" + printable.substring(0, 40) + "…' (" + text.length() + " characters)"
        : "'" + printable + "'";
  }
}
