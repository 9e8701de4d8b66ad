package ducksite.engine;

import ducksite.engine.route.RouteException;
import ducksite.engine.route.RouteOutcome;
import ducksite.engine.store.CheckpointStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A route run for one day after the other, each once. The last day that was done is noted before
 * the next one begins, so that a run that ends in whatever way is resumed where it stopped; a day
 * that fails ends the run, is noted with its error, and is the first of the next run. Only one
 * process at a time runs a route by a parameter.
 */
public final class IncrementalRun {

  private static final int LONGEST_MESSAGE = 2_000;

  private final Site site;
  private final StateFolder state;
  private final String route;
  private final String parameter;

  /**
   * Runs of a route.
   *
   * @param state where the checkpoints are
   * @param parameter of the route, which gets the days
   */
  public IncrementalRun(Site site, StateFolder state, String route, String parameter) {
    this.site = site;
    this.state = state;
    this.route = route;
    this.parameter = parameter;
  }

  /** A day that was done. */
  public record Day(LocalDate day, long rows, long millis) {}

  /** A day that has failed and not succeeded since, and how often. */
  public record Failure(String day, String message, int attempts, String updatedAt) {}

  /**
   * What a run has done.
   *
   * @param skipped days that an earlier run has done
   * @param days those of this run, in their order
   * @param failure why it has ended early, null when it has not
   * @param checkpoint the last day done, now; null when there is none
   * @param errors days that have failed and not succeeded since, those of other runs included
   */
  public record Report(
      long skipped,
      List<Day> days,
      @Nullable RouteException failure,
      @Nullable String checkpoint,
      List<Failure> errors) {

    /** A report with its own copies. */
    public Report {
      days = List.copyOf(days);
      errors = List.copyOf(errors);
    }
  }

  /**
   * Runs the days that have not been done.
   *
   * @param start the first day
   * @param end the last day, included
   * @param progress told each day once it is done
   * @throws StateException when another process runs the same
   * @throws IOException when the state folder cannot be written
   */
  public Report run(LocalDate start, LocalDate end, Consumer<Day> progress) throws IOException {
    Files.createDirectories(state.folder());
    try (StateFolder.Lock _ =
            state.lockWork(
                "run-incremental\n" + route + "\n" + parameter,
                "runs " + route + " by " + parameter);
        CheckpointStore store = CheckpointStore.open(state.runtime())) {
      LocalDate first = first(store, start);
      List<Day> done = new ArrayList<>();
      RouteException failure = null;
      for (LocalDate day = first; !day.isAfter(end) && failure == null; day = day.plusDays(1)) {
        try {
          Day ran = run(day);
          store.reached(route, parameter, day.toString());
          done.add(ran);
          progress.accept(ran);
        } catch (RouteException e) {
          store.failed(route, parameter, day.toString(), message(e));
          failure = e;
        }
      }
      LocalDate last = first.isAfter(end) ? end.plusDays(1) : first;
      return new Report(
          last.toEpochDay() - start.toEpochDay(),
          done,
          failure,
          store.checkpoint(route, parameter).orElse(null),
          errors(store));
    }
  }

  private LocalDate first(CheckpointStore store, LocalDate start) {
    return store
        .checkpoint(route, parameter)
        .map(done -> LocalDate.parse(done).plusDays(1))
        .filter(next -> next.isAfter(start))
        .orElse(start);
  }

  private List<Failure> errors(CheckpointStore store) {
    return store.failures(route, parameter).stream()
        .map(each -> new Failure(each.value(), each.message(), each.attempts(), each.updatedAt()))
        .toList();
  }

  private Day run(LocalDate day) throws RouteException {
    long started = System.nanoTime();
    RouteOutcome outcome =
        site.execute(RouteCall.of(route).with(parameter, day))
            .arrow(OutputStream.nullOutputStream());
    return new Day(day, outcome.rows(), (System.nanoTime() - started) / 1_000_000);
  }

  private static String message(RouteException failure) {
    String cause = failure.getCause() == null ? "" : failure.getCause().getMessage();
    String text = failure.getMessage() + (cause == null || cause.isEmpty() ? "" : ": " + cause);
    return text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) + "…" : text;
  }
}
