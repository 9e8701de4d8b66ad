package ducksite.engine.project;

/**
 * A secret by its account; its value is looked up when a request needs it and is never part of a
 * project.
 *
 * @param name what SQL calls it: {@code {{secrets.NAME}}}
 * @param service service the secret belongs to
 * @param username account the secret belongs to
 * @param position where it is declared
 */
public record SecretReference(String name, String service, String username, Position position) {}
