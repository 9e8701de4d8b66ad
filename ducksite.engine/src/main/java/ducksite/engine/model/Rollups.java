package ducksite.engine.model;

import ducksite.api.render.ResultColumn;
import ducksite.engine.datamap.DataMap;
import ducksite.engine.datamap.SourceFiles;
import ducksite.engine.datamap.SourceLevel;
import ducksite.engine.duck.BoundSql;
import ducksite.engine.duck.DuckException;
import ducksite.engine.duck.DuckInstance;
import ducksite.engine.duck.SqlRefusedException;
import ducksite.engine.project.FileSource;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import ducksite.engine.project.RollupSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The proof of hierarchies: each level is compared with the next over the periods that both cover,
 * whatever filters part them in the view. Confined to one thread.
 */
public final class Rollups {

  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final Set<String> GROUPS = Set.of("VARCHAR", "BOOLEAN");

  private final DuckInstance duck;
  private final Problems problems;

  /** Comparisons on an instance; what is wrong is reported. */
  public Rollups(DuckInstance duck, Problems problems) {
    this.duck = duck;
    this.problems = problems;
  }

  /** Compares the levels of all sources, each with the next. */
  public List<RollupVerdict> check(List<FileSource> sources, DataMap map) {
    List<RollupVerdict> verdicts = new ArrayList<>();
    for (FileSource source : sources) {
      Optional<SourceFiles> files =
          source.name() == null ? Optional.empty() : map.source(source.name());
      if (files.isPresent()) {
        List<SourceLevel> levels =
            files.get().levels().stream().filter(level -> !level.files().isEmpty()).toList();
        for (int index = 1; index < levels.size(); index++) {
          verdicts.add(check(source, files.get(), levels.get(index - 1), levels.get(index)));
        }
      }
    }
    return verdicts;
  }

  private RollupVerdict check(
      FileSource source, SourceFiles files, SourceLevel first, SourceLevel second) {
    try {
      return compare(source, files, first, second);
    } catch (DuckException | SqlRefusedException e) {
      return notComparable(source, first, second, firstLine(e));
    }
  }

  private RollupVerdict compare(
      FileSource source, SourceFiles files, SourceLevel first, SourceLevel second) {
    @Nullable RollupSettings settings = source.rollup();
    String what = first.pattern() + " and " + second.pattern();
    @Nullable String period =
        settings != null && settings.period() != null
            ? settings.period()
            : period(level(files, first, null), level(files, second, null));
    if (period == null) {
      return notComparable(source, first, second, "they share no single column of days or times");
    }
    RollupLevel left = level(files, first, period);
    RollupLevel right = level(files, second, period);
    String grain =
        RollupComparison.coarser(
            rows(RollupComparison.grain(left.whole(), period)).getFirst().getFirst(),
            rows(RollupComparison.grain(right.whole(), period)).getFirst().getFirst());
    List<String> by =
        settings != null && !(settings.by().isEmpty())
            ? settings.by()
            : settings != null ? List.of() : shared(left, right);
    List<RollupMeasure> measures = RollupMeasure.of(left, right, settings);
    List<List<String>> rows =
        rows(new RollupComparison(left, right, period, by, measures).differences(grain));
    String periods =
        rows.stream()
            .filter(row -> RollupComparison.isCount(row.get(2)))
            .map(row -> row.get(3))
            .findFirst()
            .orElse("0");
    if (periods.equals("0")) {
      return notComparable(source, first, second, "no " + grain + " is covered by both");
    }
    List<List<String>> wrong =
        rows.stream().filter(row -> !RollupComparison.isCount(row.get(2))).toList();
    List<String> overlap = rows(RollupComparison.overlap(left, right, period, grain)).getFirst();
    if (!overlap.getFirst().equals("0")) {
      reportOverlap(source, what, overlap, grain, wrong.isEmpty());
    }
    return wrong.isEmpty()
        ? RollupVerdict.of(
            source.label(),
            first,
            second,
            RollupVerdict.Kind.EXACT,
            "over " + periods + " periods of one " + grain + ", " + measures.size() + " figures")
        : RollupVerdict.of(
            source.label(),
            first,
            second,
            RollupVerdict.Kind.DIFFERS,
            differs(source, what, wrong));
  }

  private RollupLevel level(SourceFiles files, SourceLevel level, @Nullable String period) {
    String whole = RollupLevel.whole(files, level, period);
    List<ResultColumn> columns = duck.describe(BoundSql.of(whole), PATIENCE, () -> false);
    return new RollupLevel(
        String.valueOf(level.pattern()), whole, RollupLevel.query(files, level), columns);
  }

  private static @Nullable String period(RollupLevel left, RollupLevel right) {
    List<String> times =
        left.columns().stream()
            .filter(each -> isTime(each.sqlType()) && isTime(right.type(each.name())))
            .map(ResultColumn::name)
            .toList();
    return times.size() == 1 ? times.getFirst() : null;
  }

  private static boolean isTime(@Nullable String type) {
    return type != null && (type.equals("DATE") || type.startsWith("TIMESTAMP"));
  }

  private static List<String> shared(RollupLevel left, RollupLevel right) {
    return left.columns().stream()
        .filter(each -> GROUPS.contains(each.sqlType()))
        .map(ResultColumn::name)
        .filter(name -> right.type(name) != null && GROUPS.contains(right.type(name)))
        .toList();
  }

  private List<List<String>> rows(String sql) {
    return duck.query(
        BoundSql.of(sql), PATIENCE, () -> false, Sampler.MOST, batches -> Sampler.read(batches));
  }

  private String differs(FileSource source, String what, List<List<String>> wrong) {
    List<String> places =
        wrong.stream()
            .limit(3)
            .map(
                row ->
                    row.get(2)
                        + " at "
                        + row.get(0)
                        + (row.get(1).isBlank() ? "" : " for" + row.get(1))
                        + " is "
                        + row.get(3)
                        + " and "
                        + row.get(4))
            .toList();
    String message =
        "in "
            + (wrong.size() < 20 ? "" : "at least ")
            + wrong.size()
            + " figures: "
            + String.join("; ", places);
    problems.add(
        problem(
            source,
            "data/rollup-differs",
            what + ": they differ " + message,
            "write the wrong level again; where its rows are sums of others, name these columns in"
                + " `rollup`"));
    return message;
  }

  private void reportOverlap(
      FileSource source, String what, List<String> overlap, String grain, boolean exact) {
    Problem problem =
        problem(
            source,
            "data/rollup-overlap",
            what
                + ": both show rows of "
                + overlap.getFirst()
                + " periods of one "
                + grain
                + ", the first "
                + overlap.get(1),
            "let their row_filters part them, so that no row counts twice");
    problems.add(exact ? problem : problem.withSeverity(ducksite.engine.project.Severity.WARNING));
  }

  private RollupVerdict notComparable(
      FileSource source, SourceLevel first, SourceLevel second, String why) {
    String what = first.pattern() + " and " + second.pattern();
    problems.add(
        problem(
                source,
                "data/rollup-not-comparable",
                what + ": " + why,
                "name the column of the period: rollup = { period = \"day\" }")
            .withSeverity(ducksite.engine.project.Severity.WARNING));
    return RollupVerdict.of(source.label(), first, second, RollupVerdict.Kind.NOT_COMPARABLE, why);
  }

  private static Problem problem(FileSource source, String code, String message, String hint) {
    return source.position("hierarchy").error(code, source.label() + ": " + message, hint);
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
