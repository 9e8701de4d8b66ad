package planted.ducksite.http;

/** Writes where only the command line may. */
public final class Prints {
  private Prints() {}

  static void print() {
    System.out.println("planted");
  }
}
