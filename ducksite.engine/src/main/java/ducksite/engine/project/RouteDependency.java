package ducksite.engine.project;

import ducksite.api.Options;

/**
 * Another route that a route's SQL reads.
 *
 * @param alias name of the table in the SQL
 * @param call id of the other route
 * @param mode as a relation or as files
 * @param arguments parameters of the call; a text that is a parameter's name stands for its value
 * @param position where it is declared
 */
public record RouteDependency(
    String alias, String call, DependencyMode mode, Options arguments, Position position) {}
