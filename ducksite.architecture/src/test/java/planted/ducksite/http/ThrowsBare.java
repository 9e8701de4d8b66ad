package planted.ducksite.http;

/** Throws what nobody can catch by name. */
public final class ThrowsBare {
  private ThrowsBare() {}

  static void fail() {
    throw new RuntimeException("planted");
  }
}
