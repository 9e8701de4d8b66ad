package ducksite.engine.project;

/** How callers are known: not at all, by a mail address they state, or by a plugin. */
public enum AuthMode {
  NONE,
  PSEUDO,
  EXTERNAL
}
