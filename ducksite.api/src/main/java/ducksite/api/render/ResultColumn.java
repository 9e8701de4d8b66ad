package ducksite.api.render;

import ducksite.api.ApiStatus;
import java.util.List;
import java.util.Objects;

/** Name and type of a result's column, or of a nested type's part. Immutable. */
@ApiStatus(stability = ApiStatus.Stability.EXPERIMENTAL, role = ApiStatus.Role.TO_CALL)
public final class ResultColumn {

  private final String name;
  private final ColumnType type;
  private final String sqlType;
  private final int precision;
  private final int scale;
  private final List<ResultColumn> children;

  private ResultColumn(
      String name,
      ColumnType type,
      String sqlType,
      int precision,
      int scale,
      List<ResultColumn> children) {
    this.name = name;
    this.type = type;
    this.sqlType = sqlType;
    this.precision = precision;
    this.scale = scale;
    this.children = children;
  }

  /**
   * A column of a plain type.
   *
   * @param name may be empty, and repeat within a result
   * @param sqlType DuckDB's name of the type
   * @throws NullPointerException when one of them is null
   */
  public static ResultColumn of(String name, ColumnType type, String sqlType) {
    return new ResultColumn(
        Objects.requireNonNull(name),
        Objects.requireNonNull(type),
        Objects.requireNonNull(sqlType),
        0,
        0,
        List.of());
  }

  /**
   * The same column as a decimal with digits in all and after the point.
   *
   * @throws IllegalArgumentException when there are more digits after the point than in all, or
   *     either is negative
   */
  public ResultColumn withDecimal(int digits, int digitsAfterPoint) {
    if (digitsAfterPoint < 0 || digits < digitsAfterPoint) {
      throw new IllegalArgumentException(
          "column '" + name + "' cannot have " + digitsAfterPoint + " of " + digits + " digits");
    }
    return new ResultColumn(name, type, sqlType, digits, digitsAfterPoint, children);
  }

  /**
   * The same column with parts: one for a list, one for each field of a struct, key and value for a
   * map.
   */
  public ResultColumn withChildren(List<ResultColumn> parts) {
    return new ResultColumn(name, type, sqlType, precision, scale, List.copyOf(parts));
  }

  /** The column's name; names may repeat within a result. */
  public String name() {
    return name;
  }

  /** How values are stored and read. */
  public ColumnType type() {
    return type;
  }

  /** DuckDB's name of the type, such as {@code DECIMAL(18,3)}. */
  public String sqlType() {
    return sqlType;
  }

  /** A decimal's digits in all; 0 for other types. */
  public int precision() {
    return precision;
  }

  /** A decimal's digits after the point; 0 for other types. */
  public int scale() {
    return scale;
  }

  /** Parts of a nested type. */
  public List<ResultColumn> children() {
    return children;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResultColumn that
        && name.equals(that.name)
        && type == that.type
        && sqlType.equals(that.sqlType)
        && precision == that.precision
        && scale == that.scale
        && children.equals(that.children);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, type, sqlType, precision, scale, children);
  }

  @Override
  public String toString() {
    return name + " " + sqlType;
  }
}
