package ducksite.testkit;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import ducksite.api.Options;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Options that are wrong, made from right ones, and the check that a provider says so. */
final class BadOptions {

  /** A call with some options. */
  @FunctionalInterface
  interface Use {
    void of(Map<String, Object> options) throws Exception;
  }

  private BadOptions() {}

  /** The right options, each key once with a value of a type that it cannot want. */
  static List<Map<String, Object>> from(Options right) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (String key : right.keys()) {
      Map<String, Object> wrong = new LinkedHashMap<>(right.asMap());
      boolean table = right.asMap().get(key) instanceof Map;
      wrong.put(key, table ? List.of("not a table") : Map.of("not", "wanted"));
      all.add(wrong);
    }
    return all;
  }

  /** Each is refused by an exception with a message that names one of its keys. */
  static void assertRefused(List<? extends Map<String, ?>> all, Use use) {
    for (Map<String, ?> wrong : all) {
      Map<String, Object> options = new LinkedHashMap<>(wrong);
      String message = message(options, use);
      assertTrue(
          options.keySet().stream().anyMatch(message::contains),
          () -> "the message names no option of " + options.keySet() + ": " + message);
    }
  }

  private static String message(Map<String, Object> options, Use use) {
    try {
      use.of(options);
    } catch (IllegalArgumentException e) {
      String message = e.getMessage();
      assertNotNull(message, "the refusal of " + options + " has no message");
      return message;
    } catch (Exception e) {
      return fail("wrong options are an IllegalArgumentException, not " + e, e);
    }
    return fail("these options were accepted: " + options);
  }
}
