package ducksite.engine.project;

/** What a source without files is: a mistake, worth a warning, or nothing. */
public enum OnEmpty {
  ERROR,
  WARN,
  IGNORE
}
