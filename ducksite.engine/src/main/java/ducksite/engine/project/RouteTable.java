package ducksite.engine.project;

/**
 * The top of a route's TOML and its {@code [meta]}, whose keys win.
 *
 * @param top the file
 * @param meta table {@code [meta]}, empty when there is none
 */
record RouteTable(SectionReader top, SectionReader meta) {

  static RouteTable of(TableNode root, Problems problems) {
    SectionReader top = new SectionReader(Dialect.ROUTE, "", root, problems);
    return new RouteTable(top, top.table("meta"));
  }

  /** The table that decides about a key. */
  SectionReader holder(String key) {
    return meta.has(key) ? meta : top;
  }
}
