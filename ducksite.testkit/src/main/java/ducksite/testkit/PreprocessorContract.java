package ducksite.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.Cancellation;
import ducksite.api.Options;
import ducksite.api.auth.AuthenticatedUser;
import ducksite.api.route.Preprocessor;
import ducksite.api.route.RouteContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What every preprocessor does, as tests. Extend it and tell the step, a context, and parameters
 * that it accepts.
 */
public abstract class PreprocessorContract extends ProviderContract<Preprocessor> {

  private static final String FOREIGN = "contract_foreign_parameter";

  /** For those who extend. */
  protected PreprocessorContract() {}

  /** The step under test, a new one at each call. */
  protected abstract Preprocessor preprocessor();

  /** The context it runs in. */
  protected abstract RouteContext context();

  /** Parameters that the step accepts. */
  protected abstract Map<String, Object> acceptedParameters();

  /** Sets of parameters that the step refuses; none by default. */
  protected List<Map<String, Object>> refusedParameters() {
    return List.of();
  }

  /** Whether the step hands on parameters that it does not know: true unless overridden. */
  protected boolean supportsForeignParameters() {
    return true;
  }

  /**
   * Options that the step refuses by an {@code IllegalArgumentException} that names one of their
   * keys. By default the context's own, each once with a value of a wrong type.
   */
  protected List<? extends Map<String, ?>> badOptions() {
    return BadOptions.from(context().options());
  }

  @Override
  final Preprocessor provider() {
    return preprocessor();
  }

  @Override
  final Object call(Preprocessor step) throws Exception {
    return answer(step, acceptedParameters());
  }

  private Map<String, Object> answer(Preprocessor step, Map<String, Object> parameters)
      throws Exception {
    Map<String, Object> answer = step.process(new LinkedHashMap<>(parameters), context());
    assertNotNull(answer, "the step returned null");
    return new HashMap<>(answer);
  }

  /** Every value it hands on is of a kind that a query can bind. */
  @Test
  public void handsOnBindableValuesOnly() throws Exception {
    answer(started(), acceptedParameters())
        .forEach(
            (name, value) ->
                assertTrue(isBindable(value), () -> name + " is not bindable: " + describe(value)));
  }

  /** A parameter that is none of its business reaches the query. */
  @Test
  public void handsOnParametersThatItDoesNotKnow() throws Exception {
    Assumptions.assumeTrue(supportsForeignParameters(), "the step drops what it does not know");
    Map<String, Object> parameters = new LinkedHashMap<>(acceptedParameters());
    parameters.put(FOREIGN, "x");
    assertEquals("x", answer(started(), parameters).get(FOREIGN), "a foreign parameter was lost");
  }

  /** Lists in the parameters are shared with others and stay as they are. */
  @Test
  public void changesNoValueInPlace() throws Exception {
    Map<String, Object> parameters = new LinkedHashMap<>();
    acceptedParameters()
        .forEach(
            (name, value) ->
                parameters.put(name, value instanceof List<?> list ? List.copyOf(list) : value));
    answer(started(), parameters);
    assertEquals(parameters, new LinkedHashMap<>(acceptedParameters()));
  }

  /** An answer belongs to its call: the next call does not change it. */
  @Test
  public void givesEachCallAnAnswerOfItsOwn() throws Exception {
    Preprocessor step = started();
    Map<String, Object> first = step.process(new LinkedHashMap<>(acceptedParameters()), context());
    Map<String, Object> kept = new HashMap<>(first);
    Map<String, Object> more = new LinkedHashMap<>(acceptedParameters());
    more.put(FOREIGN + System.nanoTime(), "x");
    step.process(more, context());
    assertEquals(kept, first, "the second call changed the first answer");
  }

  /** Values that cannot be accepted are the client's fault, and the message says what is wrong. */
  @Test
  public void refusesBadValuesWithAMessage() throws Exception {
    Assumptions.assumeFalse(refusedParameters().isEmpty(), "the test tells no refused parameters");
    Preprocessor step = started();
    for (Map<String, Object> refused : refusedParameters()) {
      IllegalArgumentException refusal =
          assertThrows(
              IllegalArgumentException.class,
              () -> answer(step, refused),
              () -> "these were accepted: " + refused);
      String message = refusal.getMessage();
      assertTrue(message != null && !message.isBlank(), "the refusal has no message");
    }
  }

  /** Whatever text a client sends is accepted or refused, and breaks nothing. */
  @Test
  public void bearsHostileTexts() throws Exception {
    Preprocessor step = started();
    for (String name : acceptedParameters().keySet()) {
      for (String text : HostileTexts.ALL) {
        if (acceptedParameters().get(name) instanceof String) {
          Map<String, Object> parameters = new LinkedHashMap<>(acceptedParameters());
          parameters.put(name, text);
          bears(step, parameters, name + " = " + HostileTexts.describe(text));
        }
      }
    }
  }

  /** Optional parameters may be absent, alone or together. */
  @Test
  public void bearsAbsentParameters() throws Exception {
    Preprocessor step = started();
    bears(step, Map.of(), "no parameter");
    for (String name : acceptedParameters().keySet()) {
      Map<String, Object> parameters = new LinkedHashMap<>(acceptedParameters());
      parameters.remove(name);
      bears(step, parameters, "without " + name);
    }
  }

  private void bears(Preprocessor step, Map<String, Object> parameters, String what) {
    try {
      answer(step, parameters);
    } catch (IllegalArgumentException refused) {
      assertTrue(refused.getMessage() != null, () -> what + ": the refusal has no message");
    } catch (Exception | StackOverflowError e) {
      throw new AssertionError(
          what + " is neither accepted nor refused by IllegalArgumentException", e);
    }
  }

  /**
   * A call that nobody waits for any more answers all the same or ends by a {@code
   * CancellationException}, and leaves the next one as it would be.
   */
  @Test
  public void bearsACallThatIsGivenUp() throws Exception {
    Preprocessor step = started();
    Map<String, Object> wanted = answer(step, acceptedParameters());
    RouteContext givenUp = new OtherContext(context(), context().options(), () -> true);
    try {
      assertNotNull(
          step.process(new LinkedHashMap<>(acceptedParameters()), givenUp),
          "the step returned null for a call that was given up");
    } catch (CancellationException ended) {
      assertTrue(givenUp.cancellation().isCancelled());
    }
    assertEquals(
        wanted, answer(step, acceptedParameters()), "a call that was given up changed the next");
  }

  /** A wrong option is refused by name. */
  @Test
  public void refusesBadOptions() throws Exception {
    List<? extends Map<String, ?>> bad = badOptions();
    Assumptions.assumeFalse(bad.isEmpty(), "the step has no options");
    Preprocessor step = started();
    BadOptions.assertRefused(
        bad,
        options ->
            step.process(
                new LinkedHashMap<>(acceptedParameters()),
                new OtherContext(context(), Options.of(options), context().cancellation())));
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

  /** An author's context with other options or another cancellation. */
  private record OtherContext(RouteContext context, Options options, Cancellation cancellation)
      implements RouteContext {
    @Override
    public String routeId() {
      return context.routeId();
    }

    @Override
    public Optional<AuthenticatedUser> user() {
      return context.user();
    }

    @Override
    public System.Logger log() {
      return context.log();
    }
  }
}
