package ducksite.engine.duck;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query and the values of its parameters.
 *
 * @param sql text that the engine made of checked parts, with {@code $1…$n}
 * @param values for {@code $1} first: null, String, Boolean, Integer, Long, Double, BigDecimal,
 *     BigInteger, LocalDate, LocalDateTime, LocalTime, OffsetDateTime, UUID, {@code byte[]}, or a
 *     list of these
 */
public record BoundSql(String sql, List<@Nullable Object> values) {

  public BoundSql {
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }

  /** A query without parameters. */
  public static BoundSql of(String sql) {
    return new BoundSql(sql, List.of());
  }
}
