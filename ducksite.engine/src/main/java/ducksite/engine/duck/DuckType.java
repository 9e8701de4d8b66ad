package ducksite.engine.duck;

import ducksite.engine.sql.SqlText;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A DuckDB type as its parts. Immutable. */
sealed interface DuckType {

  /** Names that DuckDB writes without quotes. */
  Predicate<String> PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_]*").asMatchPredicate();

  /** Plain types whose values and names are the same when they are read back from a file. */
  Set<String> SAME_IN_PARQUET =
      Set.of(
          "BOOLEAN",
          "TINYINT",
          "SMALLINT",
          "INTEGER",
          "BIGINT",
          "UTINYINT",
          "USMALLINT",
          "UINTEGER",
          "UBIGINT",
          "FLOAT",
          "DOUBLE",
          "DECIMAL",
          "VARCHAR",
          "BLOB",
          "DATE",
          "TIMESTAMP",
          "TIMESTAMP WITH TIME ZONE");

  /**
   * A type without parts. {@code arguments} is what follows the name, such as {@code (18,3)}, or
   * empty.
   */
  record Plain(String name, String arguments) implements DuckType {

    private DuckType fittingPlain(Use use) {
      if (SAME_IN_PARQUET.contains(name)) {
        return this;
      }
      return switch (name) {
        case "JSON",
            "UUID",
            "GEOMETRY",
            "TIME",
            "TIME_NS",
            "TIMESTAMP_S",
            "TIMESTAMP_MS",
            "TIMESTAMP_NS",
            "INTERVAL" ->
            this;
        case "NULL" -> use == Use.RESULT ? this : new Plain("INTEGER", "");
        case "HUGEINT" -> use == Use.RESULT ? this : new Plain("DECIMAL", "(38,0)");
        case "TIMESTAMPTZ_NS" -> new Plain("TIMESTAMP WITH TIME ZONE", "");
        case "VARIANT" -> new Plain("JSON", "");
        default -> new Plain("VARCHAR", "");
      };
    }
  }

  /** A list; {@code size} 0 where each value has a length of its own. */
  record Sequence(DuckType element, int size) implements DuckType {

    private String suffixed(String elementName) {
      return elementName + (size == 0 ? "[]" : "[" + size + "]");
    }
  }

  /**
   * A struct, tuple, map or union: {@code kind} is that word in upper case. Parts of tuples and
   * maps have no names.
   */
  record Composite(String kind, List<Part> parts) implements DuckType {}

  /** A part of a composite type. */
  record Part(String name, DuckType type) {

    private String named(String writtenName, String typeName) {
      return name.isEmpty() ? typeName : writtenName + " " + typeName;
    }
  }

  /** The type that a name of DuckDB's stands for. */
  static DuckType parse(String name) {
    return new DuckTypeParser(name).parse();
  }

  /** What a converted type is converted for. */
  enum Use {
    /** To travel as Arrow vectors and to have a {@code ColumnType}. */
    RESULT,
    /** To survive in a Parquet file: also what that format would round. */
    PARQUET
  }

  /** The nearest type that holds every value and fits the use: this one when it does. */
  default DuckType fitting(Use use) {
    return switch (this) {
      case Plain plain -> plain.fittingPlain(use);
      case Sequence sequence -> new Sequence(sequence.element.fitting(use), sequence.size);
      case Composite composite ->
          new Composite(
              composite.kind,
              composite.parts.stream()
                  .map(part -> new Part(part.name, part.type.fitting(use)))
                  .toList());
    };
  }

  /** Whether values and name are the same when they are read back from a Parquet file. */
  default boolean isSameInParquet() {
    return this instanceof Plain plain && SAME_IN_PARQUET.contains(plain.name);
  }

  /** The name as DuckDB writes it, but an enum without its values. */
  default String sql() {
    return switch (this) {
      case Plain plain when plain.name.equals("ENUM") -> plain.name;
      case Plain plain -> plain.name + plain.arguments;
      case Sequence sequence -> sequence.suffixed(sequence.element.sql());
      case Composite composite ->
          composite.parts.stream()
              .map(part -> part.named(displayed(part.name), part.type.sql()))
              .collect(Collectors.joining(", ", composite.kind + "(", ")"));
    };
  }

  private static String displayed(String name) {
    return PLAIN_NAME.test(name) ? name : SqlText.identifier(name);
  }

  /** The name that a cast takes: every part's name in quotes, and so the untyped NULL. */
  default String castable() {
    return switch (this) {
      case Plain plain -> plain.name.equals("NULL") ? SqlText.identifier(plain.name) : plain.sql();
      case Sequence sequence -> sequence.suffixed(sequence.element.castable());
      case Composite composite ->
          composite.parts.stream()
              .map(part -> part.named(SqlText.identifier(part.name), part.type.castable()))
              .collect(Collectors.joining(", ", composite.kind + "(", ")"));
    };
  }
}
