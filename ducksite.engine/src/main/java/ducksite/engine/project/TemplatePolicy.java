package ducksite.engine.project;

/** How a value becomes SQL text: as a literal, as an identifier, or as it is. */
public enum TemplatePolicy {
  LITERAL,
  IDENTIFIER,
  RAW
}
