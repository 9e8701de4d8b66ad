/**
 * A project folder read into records: {@code ducksite.toml}, {@code routes_src}, {@code
 * sources_sql} and {@code content}. It knows texts and places, not meanings: SQL is not parsed,
 * plugins are not resolved, pages are not rendered here. Every mistake becomes a {@link
 * ducksite.engine.project.Problem} with file, line and column, and all of them are collected at
 * once. Everybody above may call it; it calls nobody of the engine.
 */
package ducksite.engine.project;
