package ducksite.api.render;

import ducksite.api.ApiStatus;

/** How a column's values are stored, in the published Arrow layout. New constants may be added. */
@ApiStatus(stability = ApiStatus.Stability.EXPERIMENTAL, role = ApiStatus.Role.TO_CALL)
public enum ColumnType {
  /** No value but NULL. */
  NULL,
  /** One bit each. */
  BOOLEAN,
  /** Signed, 1 byte. */
  INT8,
  /** Signed, 2 bytes. */
  INT16,
  /** Signed, 4 bytes. */
  INT32,
  /** Signed, 8 bytes. */
  INT64,
  /** Unsigned, 1 byte. */
  UINT8,
  /** Unsigned, 2 bytes. */
  UINT16,
  /** Unsigned, 4 bytes. */
  UINT32,
  /** Unsigned, 8 bytes: {@code longAt} gives the bits. */
  UINT64,
  /** 4 bytes. */
  FLOAT,
  /** 8 bytes. */
  DOUBLE,
  /**
   * Two's complement, 16 bytes, little-endian, scaled by the column's scale. HUGEINT is scale 0.
   */
  DECIMAL,
  /** UTF-8. */
  TEXT,
  /** UTF-8, a JSON document. */
  JSON,
  /** Bytes. */
  BINARY,
  /** Days since 1970-01-01, 4 bytes. */
  DATE,
  /** Microseconds since midnight, 8 bytes. */
  TIME,
  /** Nanoseconds since midnight, 8 bytes. */
  TIME_NANOS,
  /** Seconds since 1970-01-01T00:00, no zone, 8 bytes. */
  TIMESTAMP_SECONDS,
  /** Milliseconds since 1970-01-01T00:00, no zone, 8 bytes. */
  TIMESTAMP_MILLIS,
  /** Microseconds since 1970-01-01T00:00, no zone, 8 bytes. */
  TIMESTAMP,
  /** Nanoseconds since 1970-01-01T00:00, no zone, 8 bytes. */
  TIMESTAMP_NANOS,
  /** Microseconds since 1970-01-01T00:00Z, 8 bytes. */
  TIMESTAMP_TZ,
  /** Months (4 bytes), days (4 bytes), nanoseconds (8 bytes). */
  INTERVAL,
  /** Values of the only child between two offsets. */
  LIST,
  /** As many values of the only child for each row: {@link ColumnVector#offsetAt} tells where. */
  FIXED_LIST,
  /** One value of each child. */
  STRUCT,
  /** Keys and values, the two children, between two offsets. */
  MAP,
  /** One of the children for each row, as the row's type id tells. */
  UNION
}
