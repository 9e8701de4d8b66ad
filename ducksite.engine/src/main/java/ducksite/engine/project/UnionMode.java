package ducksite.engine.project;

/** How the columns of several files of a source meet: by name or by position. */
public enum UnionMode {
  UNION_ALL_BY_NAME,
  UNION_ALL
}
