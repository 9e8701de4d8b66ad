package ducksite.engine.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The values of one template while they are collected: each text once, by the name of its view.
 * Confined to the compiling thread.
 */
final class TemplateValues {

  private final TemplateName name;
  private final TemplatePredicate predicate;
  private final Map<String, TemplateValue> byView = new LinkedHashMap<>();
  private final List<TemplateValue> misfits = new ArrayList<>();

  TemplateValues(TemplateName name, TemplatePredicate predicate) {
    this.name = name;
    this.predicate = predicate;
  }

  /**
   * Adds values in their order. One with another number of parts than the predicate has places is
   * left out when there are several places, and a misfit when there is one.
   *
   * @param collision told two values that would have the same view
   */
  void add(List<TemplateValue> values, BiConsumer<TemplateValue, TemplateValue> collision) {
    for (TemplateValue value : values) {
      if (!predicate.takes(value)) {
        if (predicate.places() == 1) {
          misfits.add(value);
        }
        continue;
      }
      TemplateValue other = byView.putIfAbsent(Relations.lower(name.view(value)), value);
      if (other != null && !other.text().equals(value.text())) {
        collision.accept(other, value);
      }
    }
  }

  /** Values with several parts for a predicate with one place. */
  List<TemplateValue> misfits() {
    return misfits;
  }

  /** The values by the names of their views in lower case. */
  Map<String, TemplateValue> byView() {
    return byView;
  }
}
