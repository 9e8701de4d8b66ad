package ducksite.engine.project;

/**
 * One kind of TOML file: what it may contain and how strictly it is read.
 *
 * @param keys its catalogue
 * @param area the area of its problem codes
 * @param unknownKeys how bad an unknown key is
 * @param hyphens whether a hyphen may stand for an underscore
 */
record Dialect(ConfigKeys keys, String area, Severity unknownKeys, boolean hyphens) {

  /** {@code ducksite.toml}. */
  static final Dialect PROJECT =
      new Dialect(ConfigKeys.ofProject(), "config", Severity.ERROR, false);

  /** A route's TOML. */
  static final Dialect ROUTE = new Dialect(ConfigKeys.ofRoute(), "route", Severity.WARNING, true);

  String code(String name) {
    return area + "/" + name;
  }

  String canonical(String key) {
    return hyphens ? key.replace('-', '_') : key;
  }
}
