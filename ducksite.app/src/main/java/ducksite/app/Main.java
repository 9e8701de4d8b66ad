package ducksite.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The entry of the program. */
public final class Main {

  private Main() {}

  /** Runs the verb that the arguments name and exits with its code. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = CommandLineProgram.run(arguments, out, err);
    LogLevel.drain();
    System.exit(code);
  }
}
