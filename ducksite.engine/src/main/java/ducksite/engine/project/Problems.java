package ducksite.engine.project;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** A collector of problems; all of a build come at once. Safe for use by several threads. */
public final class Problems {

  private static final Comparator<Problem> BY_PLACE =
      Comparator.comparing(Problem::file, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparingInt(Problem::line)
          .thenComparingInt(Problem::column);

  private final List<Problem> collected = new ArrayList<>();

  /** Adds one problem. */
  public synchronized void add(Problem problem) {
    collected.add(problem);
  }

  /** Adds several problems. */
  public synchronized void addAll(Collection<Problem> problems) {
    collected.addAll(problems);
  }

  /**
   * All problems without repetitions, by file, line and column; those without a file come first.
   */
  public synchronized List<Problem> all() {
    return collected.stream().distinct().sorted(BY_PLACE).toList();
  }

  /** The errors among {@link #all()}. */
  public List<Problem> errors() {
    return all().stream().filter(Problem::isError).toList();
  }

  /** Whether at least one problem is an error. */
  public synchronized boolean hasErrors() {
    return collected.stream().anyMatch(Problem::isError);
  }

  /** The same problems, all of them errors. */
  public Problems strict() {
    Problems errors = new Problems();
    all().forEach(problem -> errors.add(problem.withSeverity(Severity.ERROR)));
    return errors;
  }

  /** Whether nothing was found. */
  public synchronized boolean isEmpty() {
    return collected.isEmpty();
  }

  @Override
  public String toString() {
    return "Problems" + all();
  }
}
