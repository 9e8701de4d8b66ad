package ducksite.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.route.Preprocessor;
import ducksite.api.route.RouteContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The contract of steps fails, by the test that is meant, for steps that break it. */
final class PreprocessorContractTest {

  private static Preprocessor subject;

  /** The contract as an author extends it. */
  static final class Extended extends PreprocessorContract {
    @Override
    protected Preprocessor preprocessor() {
      return subject;
    }

    @Override
    protected RouteContext context() {
      return TestRouteContext.of("route").withOptions(Map.of("parameter", "text"));
    }

    @Override
    protected Map<String, Object> acceptedParameters() {
      return Map.of("text", "12", "list", List.of(1L, 2L));
    }

    @Override
    protected List<Map<String, Object>> refusedParameters() {
      return List.of(Map.of("text", "no number"));
    }
  }

  private static Map<String, Object> good(Map<String, Object> parameters, RouteContext context) {
    String name = context.options().string("parameter").orElse("text");
    if (parameters.get(name) instanceof String text) {
      if (!text.matches("[0-9]{1,9}")) {
        throw new IllegalArgumentException("'" + name + "' must be a number");
      }
      parameters.put("number", Long.valueOf(text));
    }
    return parameters;
  }

  private static Set<String> failures(Preprocessor step) {
    subject = step;
    return Verdict.of(Extended.class).failed().keySet();
  }

  @Test
  void aGoodStepPassesEveryTest() {
    subject = PreprocessorContractTest::good;
    Verdict verdict = Verdict.of(Extended.class);
    assertEquals(Map.of(), verdict.failed());
    assertEquals(Set.of(), verdict.aborted());
    assertEquals(15, verdict.passed().size(), verdict.passed()::toString);
  }

  @Test
  void aValueThatCannotBeBoundFails() {
    for (Object value : List.of(1, new Object(), Map.of(), List.of(List.of(1L)))) {
      assertTrue(
          failures(
                  (parameters, context) -> {
                    good(parameters, context).put("bad", value);
                    return parameters;
                  })
              .contains("handsOnBindableValuesOnly"));
    }
  }

  @Test
  void aStepThatCountsFails() {
    AtomicLong calls = new AtomicLong();
    Preprocessor counting =
        (parameters, context) -> {
          good(parameters, context).put("n", calls.incrementAndGet());
          return parameters;
        };
    assertEquals(
        Set.of("answersTheSameTwice", "answersTheSameToSeveralThreads", "bearsACallThatIsGivenUp"),
        failures(counting));
  }

  @Test
  void aStepThatDropsForeignParametersFails() {
    Preprocessor greedy =
        (parameters, context) -> {
          good(parameters, context);
          Map<String, Object> own = new HashMap<>();
          own.put("number", parameters.getOrDefault("number", 0L));
          return own;
        };
    assertEquals(Set.of("handsOnParametersThatItDoesNotKnow"), failures(greedy));
  }

  @Test
  void aStepThatAnswersWithOneSharedMapFails() {
    Map<String, Object> shared = new HashMap<>();
    Preprocessor sharing =
        (parameters, context) -> {
          good(parameters, context);
          synchronized (shared) {
            shared.putAll(parameters);
            return shared;
          }
        };
    assertTrue(failures(sharing).contains("givesEachCallAnAnswerOfItsOwn"));
  }

  @Test
  void aStepThatBreaksOnWhatClientsSendFails() {
    Preprocessor trusting =
        (parameters, context) -> {
          context.options().string("parameter");
          String text = (String) parameters.get("text");
          parameters.put("number", (long) text.charAt(text.length() - 1));
          return parameters;
        };
    assertEquals(
        Set.of("bearsHostileTexts", "bearsAbsentParameters", "refusesBadValuesWithAMessage"),
        failures(trusting));
  }

  @Test
  void aStepThatBreaksWhenItIsGivenUpFails() {
    Preprocessor breaking =
        (parameters, context) -> {
          if (context.cancellation().isCancelled()) {
            throw new IllegalStateException("half done");
          }
          return good(parameters, context);
        };
    assertEquals(Set.of("bearsACallThatIsGivenUp"), failures(breaking));
    AtomicBoolean over = new AtomicBoolean();
    Preprocessor remembering =
        (parameters, context) -> {
          if (context.cancellation().isCancelled()) {
            over.set(true);
          }
          if (over.get()) {
            parameters.put("text", "1");
          }
          return good(parameters, context);
        };
    assertTrue(failures(remembering).contains("bearsACallThatIsGivenUp"));
  }

  @Test
  void aStepThatDoesNotCheckItsOptionsFails() {
    assertEquals(
        Set.of("refusesBadOptions"),
        failures((parameters, _) -> good(parameters, TestRouteContext.of("r"))));
  }
}
