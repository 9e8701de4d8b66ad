package ducksite.engine.datamap;

import org.jspecify.annotations.Nullable;

/**
 * How views per value are derived from a source.
 *
 * @param name of the views, with the SQL expression in brackets: {@code sales_[region]}
 * @param rowFilter predicate of the view of one value, one {@code ?} for each of its parts; null
 *     for {@code <expression> = ?}
 * @param isOwn whether the project names it, not the manifest
 */
public record SourceTemplate(String name, @Nullable String rowFilter, boolean isOwn) {}
