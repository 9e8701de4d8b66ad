package ducksite.engine.project;

import ducksite.api.Options;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One table of a TOML file read by its catalogue: typed values, defaults, and a problem for
 * everything that does not fit. A wrong value is reported once and reads as absent.
 */
final class SectionReader {

  private final Dialect dialect;
  private final String section;
  private final TableNode table;
  private final Problems problems;

  SectionReader(Dialect dialect, String section, TableNode table, Problems problems) {
    this.dialect = dialect;
    this.section = section;
    this.table = table;
    this.problems = problems;
    UnknownKeys.check(dialect, section, table, problems);
    checkTypes();
  }

  String string(String name) {
    return required(name, String.class);
  }

  Optional<String> optionalString(String name) {
    return optional(name, String.class);
  }

  boolean bool(String name) {
    return required(name, Boolean.class);
  }

  Optional<Boolean> optionalBool(String name) {
    return optional(name, Boolean.class);
  }

  int integer(String name) {
    return Math.toIntExact(Math.min(required(name, Long.class), Integer.MAX_VALUE));
  }

  Optional<Integer> optionalInteger(String name) {
    return optional(name, Long.class)
        .map(value -> Math.toIntExact(Math.min(value, Integer.MAX_VALUE)));
  }

  long bytes(String name) {
    return required(name, Long.class);
  }

  Optional<Long> optionalBytes(String name) {
    return optional(name, Long.class);
  }

  double number(String name) {
    return required(name, Double.class);
  }

  Optional<Double> optionalNumber(String name) {
    return optional(name, Double.class);
  }

  Duration duration(String name) {
    return required(name, Duration.class);
  }

  Optional<Duration> optionalDuration(String name) {
    return optional(name, Duration.class);
  }

  List<String> strings(String name) {
    return optionalStrings(name).orElse(List.of());
  }

  Optional<List<String>> optionalStrings(String name) {
    return optional(name, List.class)
        .map(list -> ((List<?>) list).stream().map(String.class::cast).toList());
  }

  <E extends Enum<E>> E choice(String name, Class<E> type) {
    return Enum.valueOf(type, required(name, String.class).toUpperCase(Locale.ROOT));
  }

  /** The items of a list; empty when it is absent. */
  List<Node> list(String name) {
    return optional(name, Node.Sequence.class).map(Node.Sequence::items).orElse(List.of());
  }

  /** A table inside; empty when it is absent. */
  SectionReader table(String name) {
    TableNode inner =
        optional(name, TableNode.class).orElseGet(() -> new TableNode(position(name)));
    return new SectionReader(dialect, inside(name), inner, problems);
  }

  Optional<SectionReader> optionalTable(String name) {
    return has(name) ? Optional.of(table(name)) : Optional.empty();
  }

  /** The tables of an array; one table alone counts as an array of one. */
  List<SectionReader> tables(String name) {
    List<SectionReader> readers = new ArrayList<>();
    optional(name, Node.class)
        .ifPresent(
            node -> {
              List<Node> items = node instanceof Node.Sequence list ? list.items() : List.of(node);
              items.forEach(
                  item ->
                      readers.add(
                          new SectionReader(dialect, inside(name), (TableNode) item, problems)));
            });
    return readers;
  }

  /** The tables of a table whose keys are free, by name. */
  Map<String, SectionReader> namedTables() {
    Map<String, SectionReader> readers = new LinkedHashMap<>();
    for (String name : table.keys()) {
      if (!dialect.keys().section(section).containsKey(name)) {
        optional(name, TableNode.class)
            .ifPresent(
                inner ->
                    readers.put(name, new SectionReader(dialect, inside(name), inner, problems)));
      }
    }
    return readers;
  }

  /** A reader of a table that was found inside under a free key. */
  SectionReader nested(String name, TableNode inner) {
    return new SectionReader(dialect, inside(name), inner, problems);
  }

  /** A table inside as it stands, empty when it is absent. */
  Options options(String name) {
    return optional(name, TableNode.class).map(TableNode::options).orElse(Options.empty());
  }

  /** The keys that the catalogue does not name. */
  Options extras() {
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, ConfigKey> known = dialect.keys().section(section);
    for (String name : table.keys()) {
      Node node = table.entry(name);
      if (node != null && !known.containsKey(name) && !known.containsKey(dialect.canonical(name))) {
        values.put(name, node.plain());
      }
    }
    return Options.of(values);
  }

  /** A required text; a problem and null when it is absent or blank. */
  @Nullable String demanded(String name, String hint) {
    Optional<String> value = optionalString(name).filter(text -> !text.isBlank());
    if (value.isEmpty() && (!has(name) || optionalString(name).isPresent())) {
      problem("missing-key", name, "`" + name + "` is missing in [" + section + "]", hint);
    }
    return value.orElse(null);
  }

  void problem(String code, String name, String message, @Nullable String hint) {
    problems.add(position(name).error(dialect.code(code), message, hint));
  }

  /**
   * Reports what does not fit, also in keys that nobody asks for; the same problem again is no new
   * one.
   */
  private void checkTypes() {
    for (String name : table.keys()) {
      if (dialect
          .keys()
          .find(section, dialect.canonical(name))
          .filter(key -> key.type() != KeyType.RETIRED)
          .isPresent()) {
        optional(dialect.canonical(name), Object.class);
      }
    }
  }

  Problems problems() {
    return problems;
  }

  TableNode node() {
    return table;
  }

  boolean has(String name) {
    return entry(name) != null;
  }

  @Nullable Node entry(String name) {
    Node exact = table.entry(name);
    return exact != null || !dialect.hyphens() ? exact : table.entry(name.replace('_', '-'));
  }

  /** The place of a key, or of the table when the key is absent. */
  Position position(String name) {
    Node node = entry(name);
    return node == null ? table.position() : node.position();
  }

  private <T> T required(String name, Class<T> type) {
    return optional(name, type)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "key " + inside(name) + " has no default in the catalogue"));
  }

  private <T> Optional<T> optional(String name, Class<T> type) {
    ConfigKey key =
        dialect
            .keys()
            .find(section, name)
            .orElseThrow(
                () ->
                    new IllegalStateException("key " + inside(name) + " is not in the catalogue"));
    Node node = entry(name);
    Optional<Object> value = node == null ? Optional.empty() : checked(key, name, node);
    if (value.isEmpty() && key.defaultText() != null && !key.type().isStructure()) {
      value = Optional.of(KeyValues.parseDefault(key, key.defaultText()));
    }
    return value.map(type::cast);
  }

  private Optional<Object> checked(ConfigKey key, String name, Node node) {
    Optional<Object> value = KeyValues.read(key, node);
    if (value.isEmpty()) {
      Node culprit = KeyValues.culprit(key, node);
      boolean malformed =
          culprit == node && key.type().isQuantity() && node.plain() instanceof String;
      refuse(
          malformed ? "invalid-value" : "wrong-type", key, name, culprit, key.type().expectation());
      return value;
    }
    Optional<String> refusal = KeyValues.refusal(key, value.get());
    refusal.ifPresent(expectation -> refuse("invalid-value", key, name, node, expectation));
    return refusal.isPresent() ? Optional.empty() : value;
  }

  private void refuse(String code, ConfigKey key, String name, Node node, String expectation) {
    String message =
        "`" + inside(name) + "` must be " + expectation + ", not " + node.description();
    Optional<String> meant =
        node instanceof Node.Scalar scalar && scalar.value() instanceof String word
            ? Suggestions.hint(word, key.choices())
            : Optional.empty();
    String fallback = key.defaultText() == null ? null : "the default is " + key.defaultText();
    problems.add(node.position().error(dialect.code(code), message, meant.orElse(fallback)));
  }

  private String inside(String name) {
    return section.isEmpty() ? name : section + "." + name;
  }
}
