package ducksite.engine.project;

import ducksite.api.Options;
import org.jspecify.annotations.Nullable;

/**
 * A filter that is part of a route's meaning and can be applied to kept rows.
 *
 * @param parameter name of the query parameter
 * @param column column that it selects
 * @param separator what separates several values, null when a value is one
 * @param caseInsensitive whether letter case does not count
 * @param type type of the values, null when the parameter's or the column's decides
 * @param defaultValue value when the request has none, null when there is none
 * @param extras further properties, for forms
 * @param position where it is declared
 */
public record InvariantFilter(
    String parameter,
    String column,
    @Nullable String separator,
    boolean caseInsensitive,
    @Nullable ParameterType type,
    @Nullable Object defaultValue,
    Options extras,
    Position position) {}
