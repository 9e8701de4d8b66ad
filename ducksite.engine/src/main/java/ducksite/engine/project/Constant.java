package ducksite.engine.project;

/**
 * A constant that routes use as {@code {{const.NAME}}}.
 *
 * @param name what SQL calls it
 * @param type how it is bound
 * @param value String, Boolean, Long, Double, BigDecimal, LocalDate or LocalDateTime, as the type
 *     says
 * @param position where it is defined
 */
public record Constant(String name, ConstantType type, Object value, Position position) {}
