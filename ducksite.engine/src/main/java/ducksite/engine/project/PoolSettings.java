package ducksite.engine.project;

import org.jspecify.annotations.Nullable;

/**
 * Section {@code [sql.pools.<name>]}; what is null is a share of the machine, decided at start.
 *
 * @param connections queries at the same time
 * @param memory memory of the pool in bytes
 * @param threads threads of the pool
 */
public record PoolSettings(
    @Nullable Integer connections, @Nullable Long memory, @Nullable Integer threads) {

  static PoolSettings read(SectionReader section) {
    return new PoolSettings(
        section.optionalInteger("connections").orElse(null),
        section.optionalBytes("memory").orElse(null),
        section.optionalInteger("threads").orElse(null));
  }
}
