package planted.ducksite.http;

/** Can be changed by anyone. */
public final class HasPublicField {
  public int field;
}
