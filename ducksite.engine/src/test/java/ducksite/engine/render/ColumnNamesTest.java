package ducksite.engine.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ducksite.api.render.ColumnType;
import ducksite.api.render.ResultColumn;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ColumnNamesTest {

  @Test
  void namesThatDifferStayAsTheyAre() {
    assertEquals(List.of("a", "A", "b"), unique("a", "A", "b"));
  }

  @Test
  void repeatedNamesGetTheFirstSuffixThatNoColumnHas() {
    assertEquals(List.of("a", "a_1", "a_2"), unique("a", "a", "a"));
    assertEquals(List.of("a_1", "a", "a_2", "a_1_1"), unique("a_1", "a", "a", "a_1"));
    assertEquals(List.of("", "_1"), unique("", ""));
  }

  private static List<String> unique(String... names) {
    return ColumnNames.unique(
        Stream.of(names).map(name -> ResultColumn.of(name, ColumnType.TEXT, "VARCHAR")).toList());
  }
}
