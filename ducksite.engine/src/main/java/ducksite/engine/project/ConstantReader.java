package ducksite.engine.project;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The constants and secrets of one file in their single namespace: a name that is defined twice, in
 * whatever sections, is a problem. A reader for a route begins with the names of the project.
 */
final class ConstantReader {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");

  private final Dialect dialect;
  private final Problems problems;
  private final Map<String, Position> names = new LinkedHashMap<>();
  private final Map<String, Constant> constants = new LinkedHashMap<>();
  private final Map<String, SecretReference> secrets = new LinkedHashMap<>();

  ConstantReader(Dialect dialect, Problems problems, Map<String, Position> taken) {
    this.dialect = dialect;
    this.problems = problems;
    names.putAll(taken);
  }

  Map<String, Constant> constants() {
    return Collections.unmodifiableMap(constants);
  }

  Map<String, SecretReference> secrets() {
    return Collections.unmodifiableMap(secrets);
  }

  void readConstants(SectionReader section) {
    for (String name : section.node().keys()) {
      Node node = section.node().entry(name);
      if (node != null && define("constant", name, node.position())) {
        constant(name, node).ifPresent(constant -> constants.put(name, constant));
      }
    }
  }

  void readSecrets(SectionReader section) {
    section
        .namedTables()
        .forEach(
            (name, table) -> {
              String service = table.demanded("service", "a secret needs `service` and `username`");
              String username =
                  table.demanded("username", "a secret needs `service` and `username`");
              if (define("secret", name, table.node().position())
                  && service != null
                  && username != null) {
                secrets.put(
                    name, new SecretReference(name, service, username, table.node().position()));
              }
            });
  }

  private boolean define(String kind, String name, Position position) {
    if (!NAME.matcher(name).matches()) {
      String message = "the " + kind + " `" + name + "` cannot be named in SQL";
      problems.add(
          position.error(dialect.code("invalid-name"), message, "use letters, digits and `_`"));
      return false;
    }
    Position first = names.putIfAbsent(name, position);
    if (first == null) {
      return true;
    }
    String message = "the " + kind + " '" + name + "' is defined multiple times";
    problems.add(
        position
            .error(
                dialect.code("duplicate-constant"),
                message,
                "constants and secrets share one namespace; rename one")
            .withRelated(first.place("first defined here")));
    return false;
  }

  private Optional<Constant> constant(String name, Node node) {
    Object value = node.plain();
    @Nullable ConstantType type = null;
    if (node instanceof TableNode table) {
      Object inner = table.entry("value") == null ? null : table.options().asMap().get("value");
      Object word = table.options().asMap().get("type");
      type = word instanceof String text ? ConstantType.named(text).orElse(null) : null;
      if (inner == null) {
        return refuse(
            "missing-key",
            name,
            node,
            "needs a `value`",
            "write a value, or a table { type = \"…\", value = … }");
      }
      if (word != null && type == null) {
        String hint =
            "types: " + String.join(", ", ConstantType.words().stream().sorted().toList());
        return refuse("invalid-value", name, node, "has the unknown type '" + word + "'", hint);
      }
      value = inner;
    }
    if (value instanceof Map || value instanceof Iterable) {
      return refuse("wrong-type", name, node, "must be one value, not " + node.description(), null);
    }
    ConstantType bound = type == null ? inferred(value) : type;
    return switch (typed(bound, value)) {
      case Conversion.Converted converted ->
          Optional.of(new Constant(name, bound, converted.value(), node.position()));
      case Conversion.Refused refused ->
          refuse("invalid-value", name, node, "does not fit its type: " + refused.detail(), null);
    };
  }

  private static ConstantType inferred(Object value) {
    return switch (value) {
      case Boolean ignored -> ConstantType.BOOLEAN;
      case Number ignored -> ConstantType.DECIMAL;
      case LocalDate ignored -> ConstantType.DATE;
      case LocalDateTime ignored -> ConstantType.TIMESTAMP;
      case OffsetDateTime ignored -> ConstantType.TIMESTAMP;
      default -> ConstantType.VARCHAR;
    };
  }

  private static Conversion typed(ConstantType type, Object value) {
    return switch (type) {
      case VARCHAR -> new Conversion.Converted(value.toString());
      case BOOLEAN -> ParameterConversion.convertDefault(ParameterType.BOOL, value);
      case DATE -> ParameterConversion.convertDefault(ParameterType.DATE, value);
      case TIMESTAMP -> ParameterConversion.convertDefault(ParameterType.DATETIME, value);
      case INTEGER -> ParameterConversion.convertDefault(ParameterType.INT, value);
      case FLOAT -> ParameterConversion.convertDefault(ParameterType.FLOAT, value);
      case DECIMAL ->
          value instanceof Long whole
              ? new Conversion.Converted(BigDecimal.valueOf(whole))
              : ParameterConversion.decimal(value.toString());
      case IDENTIFIER ->
          IDENTIFIER.matcher(value.toString()).matches()
              ? new Conversion.Converted(value.toString())
              : new Conversion.Refused(
                  "'" + value + "' must be an identifier (letters, digits, `_` and `.`)");
    };
  }

  private Optional<Constant> refuse(
      String code, String name, Node node, String what, @Nullable String hint) {
    problems.add(
        node.position().error(dialect.code(code), "the constant '" + name + "' " + what, hint));
    return Optional.empty();
  }
}
