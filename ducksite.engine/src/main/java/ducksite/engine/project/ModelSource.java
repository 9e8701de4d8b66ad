package ducksite.engine.project;

/**
 * A named query of {@code sources_sql}.
 *
 * @param name an identifier, unique in the project without letter case
 * @param sql the body without a final semicolon
 * @param position where the name is
 */
public record ModelSource(String name, SourceFragment sql, Position position) {}
