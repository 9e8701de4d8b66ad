package org.apache.hadoop.fs;

/** Stub: only named in signatures. */
public class Path {
  private Path() {}

  public String getName() {
    throw new UnsupportedOperationException("hadoop is not part of this build");
  }
}
