package ducksite.engine.render;

import ducksite.api.Options;
import ducksite.api.render.ResultColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** The columns of a result that the options of a page name. */
final class FaceColumns {

  private final Options options;
  private final List<ResultColumn> columns;

  FaceColumns(Options options, List<ResultColumn> columns) {
    this.options = options;
    this.columns = columns;
  }

  /** The column of a key; the one at a position where it names none of the result. */
  OptionalInt column(String key, int standard) {
    OptionalInt named = named(ChartSpec.text(options, key).orElse(""));
    return named.isPresent() || standard >= columns.size() || standard < 0
        ? named
        : OptionalInt.of(standard);
  }

  /** The columns of a key that exist; the first few others where it is not written. */
  List<Integer> several(String key, int most, List<Integer> others) {
    if (options.asMap().containsKey(key)) {
      return ChartSpec.texts(options, key).stream()
          .map(this::named)
          .flatMapToInt(OptionalInt::stream)
          .boxed()
          .toList();
    }
    List<Integer> rest = new ArrayList<>(IntStream.range(0, columns.size()).boxed().toList());
    rest.removeAll(others);
    rest.removeIf(index -> columns.get(index).name().startsWith(HtmlTable.COMPUTED));
    return rest.subList(0, Math.min(most, rest.size()));
  }

  private OptionalInt named(String name) {
    return IntStream.range(0, columns.size())
        .filter(index -> columns.get(index).name().equalsIgnoreCase(name))
        .findFirst();
  }
}
