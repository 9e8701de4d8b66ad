package ducksite.engine.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import ducksite.engine.project.TemplateFilter;
import ducksite.engine.project.TemplatePolicy;
import ducksite.engine.sql.SqlSlot;
import ducksite.engine.sql.SqlText;
import ducksite.engine.sql.SqlToken;
import ducksite.engine.sql.SqlTokenizer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The text of SQL that a value becomes: by the filters of its slot, the policy of its parameter and
 * what the slot stands in. What has no such text is refused.
 */
final class SlotText {

  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
          .toFormatter(Locale.ROOT);

  private final TemplateSlot.Value slot;
  private @Nullable Object value;
  private TemplatePolicy policy;

  private SlotText(TemplateSlot.Value slot, @Nullable Object value) {
    this.slot = slot;
    this.value = value;
    this.policy = slot.parameter().template().policy();
  }

  /** The text of a parameter's value in its slot. */
  static String of(TemplateSlot.Value slot, @Nullable Object value) throws RouteException {
    SlotText text = new SlotText(slot, value);
    for (TemplateFilter filter : slot.filters()) {
      text.apply(filter);
    }
    return slot.place().isQuoted() ? text.quoted() : text.plain();
  }

  /** The text of a value inside quotes, in which it cannot end them. */
  static String quoted(String text, SqlSlot.Place place) {
    return switch (place) {
      case STRING -> text.replace("'", "''");
      case ESCAPED_STRING -> text.replace("\\", "\\\\").replace("'", "''");
      case QUOTED_IDENTIFIER -> text.replace("\"", "\"\"");
      case PLAIN, DOLLAR_STRING ->
          throw new IllegalArgumentException("nothing is escaped in " + place);
    };
  }

  /** A value as text: what a string with it holds. */
  static String text(Object value) {
    return value instanceof LocalDateTime time ? TIME.format(time) : value.toString();
  }

  /** A value as a literal. */
  static String literal(Object value) {
    return switch (value) {
      case Boolean bool -> bool ? "TRUE" : "FALSE";
      case BigDecimal number -> signed(number.toPlainString());
      case Number number -> signed(number.toString());
      default -> SqlText.literal(text(value));
    };
  }

  /** A minus sign behind another one would begin a comment. */
  private static String signed(String number) {
    return number.startsWith("-") ? "(" + number + ")" : number;
  }

  private void apply(TemplateFilter filter) throws RouteException {
    switch (filter) {
      case LOWER -> value = each(text -> text.toLowerCase(Locale.ROOT));
      case UPPER -> value = each(text -> text.toUpperCase(Locale.ROOT));
      case IDENTIFIER -> policy = TemplatePolicy.IDENTIFIER;
      case LITERAL -> policy = TemplatePolicy.LITERAL;
      case JSON -> {
        value = json(value);
        policy = TemplatePolicy.LITERAL;
      }
    }
  }

  private Object each(java.util.function.UnaryOperator<String> change) throws RouteException {
    Object given = present();
    return given instanceof List<?> list
        ? list.stream().map(item -> change.apply(text(item))).toList()
        : change.apply(text(given));
  }

  private static String json(@Nullable Object value) {
    try {
      return JSON.writeValueAsString(tree(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("parameter values are always JSON", e);
    }
  }

  private static @Nullable Object tree(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case List<?> list -> list.stream().map(SlotText::tree).toList();
      case LocalDate date -> text(date);
      case LocalDateTime time -> text(time);
      default -> value;
    };
  }

  private String quoted() throws RouteException {
    return quoted(policy == TemplatePolicy.IDENTIFIER ? identifier() : single(), slot.place());
  }

  private String plain() throws RouteException {
    return switch (policy) {
      case LITERAL -> literalOrList();
      case IDENTIFIER -> plainIdentifier();
      case RAW -> raw();
    };
  }

  private String literalOrList() throws RouteException {
    if (value == null) {
      return "NULL";
    }
    return value instanceof List<?> list ? "(" + items(list) + ")" : checkedLiteral(value);
  }

  private String items(List<?> list) throws RouteException {
    if (list.isEmpty()) {
      throw refused("the list is empty");
    }
    List<String> items = new ArrayList<>();
    for (Object item : list) {
      items.add(checkedLiteral(Objects.requireNonNull(item)));
    }
    return String.join(", ", items);
  }

  private String checkedLiteral(Object item) throws RouteException {
    if (item instanceof Double number && !Double.isFinite(number)) {
      throw refused("it is no finite number");
    }
    if (item instanceof List<?>) {
      throw refused("a list inside a list has no literal");
    }
    if (text(item).indexOf('\0') >= 0) {
      throw refused("it holds the character U+0000");
    }
    return literal(item);
  }

  /** Quoted, so that no value is a keyword, but where the author chose the text. */
  private String plainIdentifier() throws RouteException {
    String name = identifier();
    return slot.isVetted() || !slot.whole()
        ? name
        : Stream.of(name.split("\\.", -1))
            .map(SqlText::identifier)
            .collect(Collectors.joining("."));
  }

  private String identifier() throws RouteException {
    String name = single();
    if (!IDENTIFIER.matcher(name).matches()) {
      throw refused("it must be an identifier (letters, digits, `_` and `.`)");
    }
    return name;
  }

  private String raw() throws RouteException {
    Object given = present();
    if (given instanceof List<?> list) {
      return "[" + items(list) + "]";
    }
    if (!(given instanceof String)) {
      return checkedLiteral(given);
    }
    String text = text(given).strip();
    if (text.isEmpty()) {
      throw refused("a value is wanted here");
    }
    if (slot.isVetted()) {
      return text;
    }
    List<SqlToken> tokens = SqlTokenizer.tokens(text);
    // One expression stays one, whatever operators stand beside it.
    return tokens.size() == 1 ? text : "(" + text + ")";
  }

  private String single() throws RouteException {
    Object given = present();
    if (given instanceof List<?>) {
      throw refused("one value is wanted here, not a list");
    }
    return text(given);
  }

  private Object present() throws RouteException {
    if (value == null) {
      throw refused("a value is wanted here");
    }
    return value;
  }

  private RouteException refused(String why) {
    return RouteException.template(slot.parameter().name(), why);
  }
}
