package ducksite.engine.route;

import ducksite.engine.datamap.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a request selects by a route's invariant filters: for each filter that has values, the
 * tokens of which a row must have one. Immutable.
 *
 * @param selections in the order of the route's filters
 */
record RowFilter(List<Selection> selections) {

  /** Everything. */
  static final RowFilter NONE = new RowFilter(List.of());

  RowFilter {
    selections = List.copyOf(selections);
  }

  /**
   * The tokens of one filter.
   *
   * @param tokens distinct, sorted; a value that no row can have is none of them
   */
  record Selection(FilterColumn column, SortedSet<String> tokens) {

    private String condition(List<Object> values, int first) {
      List<String> alternatives = new ArrayList<>();
      for (String token : tokens) {
        if (token.equals(FilterColumn.NULL_TOKEN)) {
          alternatives.add(column.nullCondition());
        } else {
          alternatives.add(column.condition(first + values.size()));
          values.add(token);
        }
      }
      return alternatives.isEmpty() ? "false" : "(" + String.join(" OR ", alternatives) + ")";
    }
  }

  /** The selection that values make; a filter without a value selects nothing away. */
  static RowFilter of(List<FilterColumn> filters, Map<String, Object> values) {
    List<Selection> selections = new ArrayList<>();
    for (FilterColumn filter : filters) {
      Object value = values.get(filter.name());
      if (value != null) {
        SortedSet<String> tokens =
            (value instanceof List<?> list ? list : List.of(value))
                .stream()
                    .map(filter::token)
                    .flatMap(Optional::stream)
                    .collect(Collectors.toCollection(TreeSet::new));
        selections.add(new Selection(filter, tokens));
      }
    }
    return new RowFilter(selections);
  }

  boolean isEmpty() {
    return selections.isEmpty();
  }

  /**
   * The condition that a row passes.
   *
   * @param values gets the values of its parameters
   * @param first number of the first of them
   */
  String condition(List<Object> values, int first) {
    return selections.stream()
        .map(selection -> selection.condition(values, first))
        .collect(Collectors.joining(" AND "));
  }

  /** Adds what is selected to a digest of a request. */
  void addTo(Digest digest) {
    for (Selection selection : selections) {
      digest.add(selection.column().name()).add(Integer.toString(selection.tokens().size()));
      selection.tokens().forEach(digest::add);
    }
  }

  /** Selections that let more through, of which this one's rows can be filtered. */
  List<RowFilter> wider() {
    List<RowFilter> wider = new ArrayList<>();
    if (selections.size() > 1) {
      for (Selection dropped : selections) {
        wider.add(new RowFilter(selections.stream().filter(each -> each != dropped).toList()));
      }
    }
    if (!selections.isEmpty()) {
      wider.add(NONE);
    }
    return wider;
  }

  /**
   * Selections of one token each whose rows together are this one's, none of them twice; empty
   * where there are none.
   */
  List<RowFilter> parts() {
    for (Selection selection : selections) {
      if (selection.tokens().size() > 1 && selection.column().isExact()) {
        return selection.tokens().stream().map(token -> part(selection, token)).toList();
      }
    }
    return List.of();
  }

  private RowFilter part(Selection split, String token) {
    return new RowFilter(
        selections.stream()
            .map(
                each ->
                    each == split
                        ? new Selection(each.column(), new TreeSet<>(List.of(token)))
                        : each)
            .toList());
  }

  /** What is selected, for people. */
  @Override
  public String toString() {
    return selections.stream()
        .map(each -> each.column().name() + "=" + String.join(",", each.tokens()))
        .collect(Collectors.joining("&"));
  }
}
