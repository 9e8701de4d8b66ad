package ducksite.engine.project;

import java.util.Locale;

/** How bad a problem is: an error keeps its thing from being served, a warning does not. */
public enum Severity {
  ERROR,
  WARNING;

  /** The word in texts and JSON: {@code error} or {@code warning}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
