package ducksite.engine.plugin.verify;

/**
 * A class that is said to provide an interface of the API.
 *
 * @param spi the interface
 * @param className binary name of the class
 */
public record Candidate(Class<?> spi, String className) {}
