package ducksite.engine.route;

import ducksite.engine.project.SourceFragment;
import ducksite.engine.project.TemplatePolicy;
import ducksite.engine.sql.SlotBorders;
import ducksite.engine.sql.SqlSlot;
import ducksite.engine.sql.SqlText;
import ducksite.engine.sql.SqlToken;
import ducksite.engine.sql.SqlTokenizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The SQL of a route with its slots: every one of them is known, and what it becomes is one text in
 * one pass. Rendered text is never looked at for slots. Immutable.
 */
final class RouteTemplate {

  private static final Set<String> QUERIES =
      Set.of("select", "from", "with", "values", "table", "pivot", "unpivot");

  private final SourceFragment author;
  private final List<TemplateSlot> slots;
  private final RouteConstants constants;
  private final SlotBorders borders;

  /**
   * @param author the text as it stands in the file
   * @param constants those that it uses
   */
  RouteTemplate(
      SourceFragment author,
      List<TemplateSlot> slots,
      RouteConstants constants,
      SlotBorders borders) {
    this.author = author;
    this.slots = List.copyOf(slots);
    this.constants = constants;
    this.borders = borders;
  }

  /** The text as it stands in the file. */
  SourceFragment author() {
    return author;
  }

  /** The constants and secrets that the text uses. */
  RouteConstants constants() {
    return constants;
  }

  /** Whether the text is another one for other values of the request. */
  boolean isVariable() {
    return slots.stream().anyMatch(TemplateSlot.Value.class::isInstance);
  }

  /** The slots of parameters. */
  List<TemplateSlot.Value> values() {
    return slots.stream()
        .filter(TemplateSlot.Value.class::isInstance)
        .map(TemplateSlot.Value.class::cast)
        .toList();
  }

  /** The names of the parameters that stand in slots. */
  Set<String> parameters() {
    Set<String> names = new LinkedHashSet<>();
    values().forEach(value -> names.add(value.parameter().name()));
    return Collections.unmodifiableSet(names);
  }

  /** Those of them whose values are names or expressions that the author has not seen. */
  Set<String> unseen() {
    return values().stream()
        .filter(value -> value.policy() != TemplatePolicy.LITERAL && !value.isVetted())
        .map(value -> value.parameter().name())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The author's text with what values make of its slots; guards are looked at once more. */
  SourceFragment render(Map<String, ?> given) throws RouteException {
    if (slots.isEmpty()) {
      return author;
    }
    List<String> texts = new ArrayList<>();
    for (TemplateSlot slot : slots) {
      texts.add(
          switch (slot) {
            case TemplateSlot.Bound bound -> "$" + bound.parameter();
            case TemplateSlot.Fixed fixed -> fixed.text();
            case TemplateSlot.Value value -> text(value, given);
          });
    }
    return author.with(SlotBorders.edits(places(), texts));
  }

  private static String text(TemplateSlot.Value slot, Map<String, ?> given) throws RouteException {
    Object value = given.get(slot.parameter().name());
    // A preprocessor may have put something else in the place of what the guard has seen.
    boolean passes =
        value == null
            || slot.isExpression()
            || RequestBinding.passes(slot.parameter().guard(), value);
    if (!passes) {
      throw RouteException.template(slot.parameter().name(), "this value is not allowed");
    }
    return SlotText.of(slot, value);
  }

  /**
   * Refuses a rendered text in which a value has changed what stands around it, or is SQL and not
   * one expression.
   *
   * @param refusal why a text is no harmless expression
   */
  void check(SourceFragment rendered, Function<String, Optional<String>> refusal)
      throws RouteException {
    if (slots.isEmpty()) {
      return;
    }
    Optional<SqlSlot> crossed = borders.crossed(author.text(), rendered.edits());
    if (crossed.isPresent()) {
      throw RouteException.template(nameOf(crossed.get()), "it does not fit in its place");
    }
    for (int index = 0; index < slots.size(); index++) {
      if (slots.get(index) instanceof TemplateSlot.Value value && value.isExpression()) {
        String text = rendered.edits().edits().get(index).text();
        if (isQuery(text) || refusal.apply(text).isPresent()) {
          throw RouteException.template(value.parameter().name(), "it is no single expression");
        }
      }
    }
  }

  private static boolean isQuery(String text) {
    return SqlTokenizer.significant(text).stream()
        .anyMatch(
            token ->
                token.kind() == SqlToken.Kind.WORD
                    && QUERIES.contains(token.text(text).toLowerCase(Locale.ROOT)));
  }

  private String nameOf(SqlSlot place) {
    return slots.stream()
        .filter(slot -> slot.slot().equals(place))
        .findFirst()
        .map(slot -> slot instanceof TemplateSlot.Value value ? value.parameter().name() : "")
        .orElse("");
  }

  /** The same with some bound constants written into the text: they name files. */
  RouteTemplate writing(Set<String> parameters) {
    Map<String, Object> values = new LinkedHashMap<>(constants.values());
    List<TemplateSlot> changed = new ArrayList<>();
    for (TemplateSlot slot : slots) {
      changed.add(
          slot instanceof TemplateSlot.Bound bound && parameters.contains(bound.parameter())
              ? new TemplateSlot.Fixed(
                  slot.slot(),
                  SqlText.literal(
                      SlotText.text(Objects.requireNonNull(values.get(bound.parameter())))))
              : slot);
    }
    return new RouteTemplate(author, changed, constants, borders);
  }

  private List<SqlSlot> places() {
    return slots.stream().map(TemplateSlot::slot).toList();
  }
}
