package ducksite.engine.model;

import ducksite.engine.sql.Condition;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The views per value of one file source. They are made when somebody names them: a hundred
 * thousand values cost a hundred thousand words, not as many queries. Immutable.
 */
public final class Template {

  private final String source;
  private final String name;
  private final TemplateName parts;
  private final TemplatePredicate predicate;
  private final boolean isVolatile;
  private final @Nullable Map<String, TemplateValue> values;
  private final Function<String, Condition> conditions;

  /**
   * A template.
   *
   * @param name as written, {@code sales_[region]}
   * @param values by the names of their views in lower case; null when they are not known yet, so
   *     that every name that begins like the template's may be a view
   * @param conditions takes a predicate apart
   */
  Template(
      String source,
      String name,
      TemplateName parts,
      TemplatePredicate predicate,
      boolean isVolatile,
      @Nullable Map<String, TemplateValue> values,
      Function<String, Condition> conditions) {
    this.conditions = conditions;
    this.source = source;
    this.name = name;
    this.parts = parts;
    this.predicate = predicate;
    this.isVolatile = isVolatile;
    this.values = values == null ? null : Collections.unmodifiableMap(values);
  }

  /** The file source's name. */
  public String source() {
    return source;
  }

  /** The name of the views as written, the SQL expression in brackets. */
  public String name() {
    return name;
  }

  /** Number of values. */
  public int size() {
    return values == null ? 0 : values.size();
  }

  /** The names of the views and the values they stand for, in the order of the values. */
  public List<Map.Entry<String, String>> index() {
    return values().stream().map(value -> Map.entry(parts.view(value), value.text())).toList();
  }

  /** The names of the first views. */
  List<String> views(int count) {
    return values().stream().limit(count).map(parts::view).toList();
  }

  /** The names of all views in lower case. */
  Set<String> keys() {
    return values == null ? Set.of() : values.keySet();
  }

  /** What the names of the views begin with. */
  public String beginning() {
    return parts.base();
  }

  /** Whether a name is that of a view. */
  public boolean has(String view) {
    return keys().contains(Relations.lower(view));
  }

  /** Whether a name begins like those of the views. */
  boolean mayName(String key) {
    return key.startsWith(parts.base().toLowerCase(Locale.ROOT));
  }

  /**
   * The view of a name in lower case.
   *
   * @param read the key of the source
   */
  Optional<Relation> view(String key, String read) {
    if (values == null) {
      return mayName(key) ? Optional.of(relation(key, read, null)) : Optional.empty();
    }
    TemplateValue value = values.get(key);
    return value == null
        ? Optional.empty()
        : Optional.of(relation(parts.view(value), read, predicate.of(value)));
  }

  /** The one view with parameters in the place of a value. */
  Relation parameterised(String read) {
    return relation(name, read, predicate.parameterised());
  }

  private Collection<TemplateValue> values() {
    return values == null ? List.of() : values.values();
  }

  private Relation relation(String view, String read, @Nullable String condition) {
    String text =
        "SELECT * FROM "
            + ducksite.engine.sql.SqlText.identifier(source)
            + (condition == null ? "" : "\nWHERE (" + condition + "\n)");
    return new Relation(
        view,
        NamedQuery.Kind.FILE_SOURCE_TEMPLATE,
        text,
        text,
        List.of(read),
        true,
        Map.of(
            read,
            List.of(condition == null ? new Condition.Unknown() : conditions.apply(condition))),
        List.of(),
        List.of(),
        Set.of(),
        isVolatile);
  }
}
