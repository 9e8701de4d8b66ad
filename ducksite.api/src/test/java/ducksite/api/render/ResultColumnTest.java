package ducksite.api.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ResultColumnTest {

  private static final ResultColumn WHOLE = ResultColumn.of("n", ColumnType.INT64, "BIGINT");

  @Test
  void aColumnHasNameAndType() {
    assertEquals("n", WHOLE.name());
    assertEquals(ColumnType.INT64, WHOLE.type());
    assertEquals("BIGINT", WHOLE.sqlType());
    assertEquals(0, WHOLE.precision());
    assertEquals(0, WHOLE.scale());
    assertEquals(List.of(), WHOLE.children());
    assertEquals("n BIGINT", WHOLE.toString());
  }

  @Test
  void aDecimalHasDigits() {
    ResultColumn price =
        ResultColumn.of("p", ColumnType.DECIMAL, "DECIMAL(18,3)").withDecimal(18, 3);
    assertEquals(18, price.precision());
    assertEquals(3, price.scale());
    assertThrows(IllegalArgumentException.class, () -> price.withDecimal(2, 3));
    assertThrows(IllegalArgumentException.class, () -> price.withDecimal(2, -1));
  }

  @Test
  void aNestedColumnHasACopyOfItsParts() {
    List<ResultColumn> parts = new ArrayList<>(List.of(WHOLE));
    ResultColumn list = ResultColumn.of("l", ColumnType.LIST, "BIGINT[]").withChildren(parts);
    parts.clear();
    assertEquals(List.of(WHOLE), list.children());
    assertThrows(UnsupportedOperationException.class, () -> list.children().clear());
  }

  @Test
  void columnsAreEqualInEveryPart() {
    assertEquals(WHOLE, ResultColumn.of("n", ColumnType.INT64, "BIGINT"));
    assertEquals(WHOLE.hashCode(), ResultColumn.of("n", ColumnType.INT64, "BIGINT").hashCode());
    assertNotEquals(WHOLE, ResultColumn.of("m", ColumnType.INT64, "BIGINT"));
    assertNotEquals(WHOLE, ResultColumn.of("n", ColumnType.INT32, "BIGINT"));
    assertNotEquals(WHOLE, ResultColumn.of("n", ColumnType.INT64, "LONG"));
    assertNotEquals(WHOLE, WHOLE.withDecimal(1, 0));
    assertNotEquals(WHOLE, WHOLE.withChildren(List.of(WHOLE)));
    assertThrows(NullPointerException.class, () -> ResultColumn.of("n", ColumnType.TEXT, null));
  }

  @Test
  void aResultsFailureKeepsItsCause() {
    Exception cause = new Exception("why");
    ResultException failure = new ResultException("failed", cause);
    assertEquals("failed", failure.getMessage());
    assertSame(cause, failure.getCause());
  }
}
