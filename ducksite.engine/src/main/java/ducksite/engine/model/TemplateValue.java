package ducksite.engine.model;

import ducksite.engine.sql.SqlText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One value of a template: one part, or several for a predicate with several {@code ?}.
 *
 * @param parts at least one
 */
record TemplateValue(List<Part> parts) {

  private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{N}_]+");
  private static final Pattern EDGES = Pattern.compile("^_+|_+$");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
  private static final Pattern NUMERIC =
      Pattern.compile("U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DECIMAL\\(.*|FLOAT|DOUBLE");
  private static final int HASHED = 8;

  /** A value with its own copy of the parts. */
  TemplateValue {
    parts = List.copyOf(parts);
  }

  /**
   * One part.
   *
   * @param text for people and names
   * @param literal for SQL
   */
  record Part(String text, String literal) {

    /** A value that DuckDB has given, as text and with the name of its type. */
    static Part of(String text, String type) {
      if (NUMERIC.matcher(type).matches() && NUMBER.matcher(text).matches()) {
        return new Part(text, text);
      }
      return type.equals("BOOLEAN")
          ? new Part(text, text.toUpperCase(Locale.ROOT))
          : new Part(text, SqlText.literal(text));
    }

    /** A value of the project's file. */
    static Part of(Object value) {
      return switch (value) {
        case Long number -> new Part(number.toString(), number.toString());
        case Double number when NUMBER.matcher(number.toString()).matches() ->
            new Part(number.toString(), number.toString());
        case Boolean flag -> new Part(flag.toString(), flag.toString().toUpperCase(Locale.ROOT));
        case LocalDateTime time -> quoted(time.toString().replace('T', ' '));
        case OffsetDateTime time -> quoted(time.toString().replace('T', ' '));
        default -> quoted(value.toString());
      };
    }

    private static Part quoted(String text) {
      return new Part(text, SqlText.literal(text));
    }
  }

  /** A value of one part. */
  static TemplateValue of(Part part) {
    return new TemplateValue(List.of(part));
  }

  /** The parts for people: {@code na, 2024-12-07}. */
  String text() {
    return parts.stream().map(Part::text).collect(Collectors.joining(", "));
  }

  /**
   * The word that stands for the value in names: letters, digits and {@code _}, each run of others
   * as one {@code _}; eight digits of a hash when nothing is left.
   */
  String word() {
    String joined = parts.stream().map(Part::text).collect(Collectors.joining("_"));
    String word = EDGES.matcher(OTHER.matcher(joined).replaceAll("_")).replaceAll("");
    return word.isEmpty() ? hash(joined) : word;
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASHED);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
