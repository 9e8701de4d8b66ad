package ducksite.engine.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ducksite.api.render.Renderer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every row of JSON, its lines and CSV against the plainest way to write the same values. */
final class EncodedRowsTest {

  private static final long DAY_MICROS = 86_400_000_000L;

  private final Random random = new Random(7);

  @Test
  void textsOfAnyLengthWithAnythingAtAnyPlaceAreAsOneEscapesThemByHand() {
    List<String> texts = new ArrayList<>();
    String[] odd = {"\"", "\\", "\0", "\u0001", "\u001f", "\n", "\r", "\t", ",", "\u007f"};
    String[] wide = {"é", "日", "🦆", "\u2028", " ", "!", "#", "[", "]", "\u0080", "="};
    for (int length = 0; length <= 40; length++) {
      texts.add("x".repeat(length));
      for (int place = 0; place < length; place++) {
        for (String each : place % 2 == 0 ? odd : wide) {
          texts.add("x".repeat(place) + each + "y".repeat(length - place - 1));
        }
      }
    }
    for (int round = 0; round < 2000; round++) {
      texts.add(
          random
              .ints(random.nextInt(30), 0, odd.length + wide.length)
              .mapToObj(index -> index < odd.length ? odd[index] : wide[index - odd.length])
              .collect(Collectors.joining()));
    }
    for (int length : new int[] {4095, 4096, 4097, 70_000, 1 << 20}) {
      texts.add("z".repeat(length));
      texts.add("é\"".repeat(length / 3));
    }
    texts.addAll(100, Stream.generate(() -> (String) null).limit(20).toList());
    check("x", texts, texts, EncodedRowsTest::json, EncodedRowsTest::csv);
  }

  @Test
  void batchesOfEmptyTextsAndOfNullsAloneAreWritten() {
    List<String> texts = new ArrayList<>(Collections.nCopies(5000, ""));
    texts.addAll(Collections.nCopies(5000, null));
    check("x", texts, texts, EncodedRowsTest::json, EncodedRowsTest::csv);
  }

  @Test
  void rowsThatAreWiderThanTheBufferAreWhole() {
    String columns =
        IntStream.range(0, 1500)
            .mapToObj(index -> "i + " + index + " AS \"a column of the number " + index + '"')
            .collect(Collectors.joining(","));
    List<String> lines =
        rendered(new NdjsonRenderer(), "SELECT " + columns + " FROM range(40) t(i)")
            .lines()
            .toList();
    assertEquals(40, lines.size());
    for (int row = 0; row < lines.size(); row++) {
      String[] members = lines.get(row).split(",");
      assertEquals("\"a column of the number 7\":" + (row + 7), members[7]);
      assertEquals("\"a column of the number 1499\":" + (row + 1499) + "}", members[1499]);
    }
  }

  @Test
  void integersOfEveryTypeAndLengthAreWritten() {
    String[] types = {
      "TINYINT", "UTINYINT", "SMALLINT", "USMALLINT", "INTEGER", "UINTEGER", "BIGINT", "UBIGINT"
    };
    for (int index = 0; index < types.length; index++) {
      int bits = 8 << index / 2;
      boolean unsigned = index % 2 == 1;
      BigInteger lowest = unsigned ? BigInteger.ZERO : BigInteger.TWO.pow(bits - 1).negate();
      BigInteger highest = BigInteger.TWO.pow(unsigned ? bits : bits - 1).subtract(BigInteger.ONE);
      List<String> values = new ArrayList<>(List.of(lowest.toString(), highest.toString(), "0"));
      values.add(null);
      for (int round = 0; round < 3000; round++) {
        BigInteger magnitude = new BigInteger(1 + random.nextInt(bits - 1), random);
        values.add((unsigned || round % 2 == 0 ? magnitude : magnitude.negate()).toString());
      }
      check(
          "x::" + types[index], values, values, UnaryOperator.identity(), UnaryOperator.identity());
    }
  }

  @Test
  void decimalsOfEveryWidthAndScaleKeepTheirDigits() {
    for (int[] shape : new int[][] {{4, 1}, {9, 0}, {9, 9}, {18, 3}, {18, 18}, {38, 0}, {38, 19}}) {
      List<String> values = new ArrayList<>();
      BigInteger most = BigInteger.TEN.pow(shape[0]).subtract(BigInteger.ONE);
      for (BigInteger edge : List.of(most, most.negate(), BigInteger.ZERO, BigInteger.ONE)) {
        values.add(new BigDecimal(edge, shape[1]).toPlainString());
      }
      values.add(null);
      for (int round = 0; round < 2000; round++) {
        BigInteger any = new BigInteger(130, random).shiftRight(random.nextInt(130)).mod(most);
        BigInteger value = round % 2 == 0 ? any : any.negate();
        values.add(new BigDecimal(value, shape[1]).toPlainString());
      }
      String type = "DECIMAL(" + shape[0] + "," + shape[1] + ")";
      check("x::" + type, values, values, EncodedRowsTest::quoted, UnaryOperator.identity());
    }
  }

  @Test
  void doublesAndWhatIsNoNumberAreWritten() {
    List<String> values = new ArrayList<>(List.of("nan", "inf", "-inf", "0.0", "-0.0"));
    values.add(null);
    values.addAll(List.of("4.9E-324", "1.7976931348623157E308", "2.2250738585072014E-308"));
    for (int round = 0; round < 2000; round++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        values.add(Double.toString(value));
      }
      values.add(Double.toString(random.nextInt() / 7.0));
      values.add(Double.toString(random.nextInt(10_000_000) / 1000.0 % 1e6));
    }
    check(
        "x::DOUBLE",
        values,
        values,
        value -> value.matches("nan|-?inf") ? "null" : plain(value),
        EncodedRowsTest::plain);
  }

  /** Up to a billion, numbers with at most six digits behind the point have no exponent. */
  private static String plain(String value) {
    if (!value.matches("-?\\d.*E[78]")) {
      return value;
    }
    BigDecimal decimal = new BigDecimal(value).stripTrailingZeros();
    return decimal.scale() > 6
        ? value
        : decimal.setScale(Math.max(1, decimal.scale())).toPlainString();
  }

  @Test
  void daysFromTheFirstToTheLastThatThereIsAreIso() {
    List<Integer> days = new ArrayList<>(List.of(0, -1, 59, 60, 364, 365, 11_016, 11_017));
    for (int year = -12; year < 10_020; year += year < 12 || year > 9990 ? 1 : 97) {
      int first = (int) LocalDate.of(year, 1, 1).toEpochDay();
      days.addAll(List.of(first - 1, first, first + 58, first + 59, first + 60));
    }
    for (int round = 0; round < 2000; round++) {
      days.add(round);
      days.add(random.nextInt(7_000_000) - 3_500_000);
      days.add(random.nextInt(2_147_000_000));
    }
    List<String> texts =
        days.stream().map(day -> LocalDate.ofEpochDay(day).toString()).collect(Collectors.toList());
    texts.addAll(List.of("infinity", "-infinity"));
    List<String> given = days.stream().map(String::valueOf).collect(Collectors.toList());
    given.addAll(List.of("infinity", "-infinity"));
    check(
        "CASE WHEN x LIKE '%i%' THEN x::DATE ELSE DATE '1970-01-01' + try_cast(x AS INTEGER) END",
        given, texts, EncodedRowsTest::quoted, UnaryOperator.identity());
  }

  @Test
  void momentsBeforeAndBehindTheEpochKeepTheirMicroseconds() {
    List<Long> micros = new ArrayList<>(List.of(0L, -1L, DAY_MICROS - 1, DAY_MICROS, -DAY_MICROS));
    for (int round = 0; round < 2000; round++) {
      micros.add(round * 1_000_000L);
      micros.add(random.nextLong() >> 1 + random.nextInt(30));
      micros.add(random.nextLong(4_000_000_000_000_000L) / DAY_MICROS * DAY_MICROS);
    }
    List<String> given = micros.stream().map(String::valueOf).toList();
    for (boolean zoned : new boolean[] {false, true}) {
      List<String> texts =
          micros.stream().map(value -> moment(value) + (zoned ? "Z" : "")).toList();
      check(
          "make_timestamp(x::BIGINT)" + (zoned ? "::TIMESTAMPTZ" : ""),
          given,
          texts,
          value -> quoted(value.replace(' ', 'T')),
          UnaryOperator.identity());
    }
  }

  private static String moment(long micros) {
    LocalDateTime moment =
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(micros, 1_000_000L),
            (int) Math.floorMod(micros, 1_000_000L) * 1000,
            ZoneOffset.UTC);
    String pattern = moment.getNano() == 0 ? "HH:mm:ss" : "HH:mm:ss.SSSSSS";
    return moment.toLocalDate() + " " + moment.format(DateTimeFormatter.ofPattern(pattern));
  }

  /**
   * Checks what an expression makes of each text {@code x}, null for NULL, beside columns of plain
   * numbers on either side.
   */
  private static void check(
      String expression,
      List<String> given,
      List<String> values,
      UnaryOperator<String> json,
      UnaryOperator<String> csv) {
    String list =
        given.stream()
            .map(text -> text == null ? "null" : json(text))
            .collect(Collectors.joining(",", "[", "]"));
    String query =
        "SELECT i, "
            + expression
            + " AS v, -i AS \"the other side\", i % 2 = 0 AS e FROM (SELECT unnest(from_json('"
            + list.replace("'", "''")
            + "', '[\"VARCHAR\"]')) AS x, unnest(range("
            + values.size()
            + ")) AS i)";
    StringBuilder lines = new StringBuilder();
    StringBuilder table = new StringBuilder("i,v,the other side,e\r\n");
    for (int index = 0; index < values.size(); index++) {
      String value = values.get(index);
      String sides = ",\"the other side\":" + -index + ",\"e\":" + (index % 2 == 0) + "}\n";
      lines.append("{\"i\":").append(index).append(",\"v\":");
      lines.append(value == null ? "null" : json.apply(value)).append(sides);
      table.append(index).append(',').append(value == null ? "" : csv.apply(value));
      table.append(',').append(-index).append(',').append(index % 2 == 0).append("\r\n");
    }
    same(lines.toString(), rendered(new NdjsonRenderer(), query));
    same(table.toString(), rendered(new CsvRenderer(), query));
    String payload = rendered(new JsonRenderer(), query);
    int rows = payload.indexOf("\"rows\":[") + 8;
    String objects = lines.toString().strip().replace("}\n{", "},{");
    same(objects, payload.substring(rows, payload.lastIndexOf("],\"row_count\"")));
  }

  /** Names the first difference: whole texts would be too long to read. */
  private static void same(String expected, String found) {
    if (!expected.equals(found)) {
      int at = 0;
      while (at < Math.min(expected.length(), found.length())
          && expected.charAt(at) == found.charAt(at)) {
        at++;
      }
      int from = Math.max(0, at - 40);
      assertEquals(
          expected.substring(from, Math.min(expected.length(), at + 60)),
          found.substring(from, Math.min(found.length(), at + 60)),
          "at " + at);
    }
  }

  private static String rendered(Renderer renderer, String query) {
    return Rendered.text(renderer, Request.PLAIN, query);
  }

  private static String quoted(String value) {
    return '"' + value + '"';
  }

  private static String json(String value) {
    StringBuilder out = new StringBuilder("\"");
    for (char each : value.toCharArray()) {
      switch (each) {
        case '"', '\\' -> out.append('\\').append(each);
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default ->
            out.append(each < ' ' ? String.format("\\u%04x", (int) each) : String.valueOf(each));
      }
    }
    return out.append('"').toString();
  }

  private static String csv(String value) {
    boolean plain =
        !value.isEmpty() && value.chars().noneMatch(each -> ",\"\r\n".indexOf(each) >= 0);
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}
