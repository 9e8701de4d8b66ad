package ducksite.engine.project;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The catalogue of problem codes with one sentence each: resource {@code problem-codes.txt}, one
 * line per code. Every code that the product reports has its line there.
 */
public final class ProblemCodes {

  private static final Map<String, String> CODES = read();

  private ProblemCodes() {}

  /** All codes with their explanations, in the order of the resource. */
  public static Map<String, String> all() {
    return CODES;
  }

  /** What a code means, if it is known. */
  public static Optional<String> explain(String code) {
    return Optional.ofNullable(CODES.get(code));
  }

  private static Map<String, String> read() {
    Map<String, String> codes = new LinkedHashMap<>();
    for (String line : CatalogueResource.lines("problem-codes.txt")) {
      int bar = line.indexOf('|');
      String code = line.substring(0, bar).strip();
      if (codes.put(code, line.substring(bar + 1).strip()) != null) {
        throw new IllegalStateException("problem code listed twice: " + code);
      }
    }
    return Collections.unmodifiableMap(codes);
  }
}
