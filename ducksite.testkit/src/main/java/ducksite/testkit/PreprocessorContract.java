package ducksite.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.route.Preprocessor;
import ducksite.api.route.RouteContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every preprocessor does, as tests. Extend it and tell the step, a context, and parameters
 * that it accepts.
 */
public abstract class PreprocessorContract {

  /** For those who extend. */
  protected PreprocessorContract() {}

  /** The step under test. */
  protected abstract Preprocessor preprocessor();

  /** The context it runs in. */
  protected abstract RouteContext context();

  /** Parameters that the step accepts. */
  protected abstract Map<String, Object> acceptedParameters();

  /** It answers with a map. */
  @Test
  public void answersWithParameters() throws Exception {
    assertNotNull(answer(preprocessor()), "the step returned null");
  }

  /** Every value it hands on is of a kind that a query can bind. */
  @Test
  public void handsOnBindableValuesOnly() throws Exception {
    answer(preprocessor())
        .forEach(
            (name, value) ->
                assertTrue(isBindable(value), () -> name + " is not bindable: " + describe(value)));
  }

  /** Equal parameters give an equal answer. */
  @Test
  public void answersTheSameTwice() throws Exception {
    Preprocessor step = preprocessor();
    assertEquals(answer(step), answer(step));
  }

  /** One instance is called by several threads at once. */
  @Test
  public void answersTheSameToSeveralThreads() throws Exception {
    Preprocessor step = preprocessor();
    Callable<Map<String, Object>> call = () -> answer(step);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Map<String, Object>>> answers =
          threads.invokeAll(List.of(call, call, call, call));
      for (Future<Map<String, Object>> answer : answers) {
        assertEquals(answers.getFirst().get(), answer.get());
      }
    }
  }

  private Map<String, Object> answer(Preprocessor step) throws Exception {
    return step.process(new LinkedHashMap<>(acceptedParameters()), context());
  }

  private static boolean isBindable(@Nullable Object value) {
    return switch (value) {
      case String _, Long _, Double _, Boolean _, LocalDate _, LocalDateTime _ -> true;
      case List<?> list ->
          list.stream().allMatch(part -> !(part instanceof List) && isBindable(part));
      case null, default -> false;
    };
  }

  private static String describe(@Nullable Object value) {
    return value == null ? "null" : value + " (" + value.getClass().getName() + ")";
  }
}
