import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What every scenario needs: the program to measure, a folder of its own, a table of figures with
 * their bounds.
 */
final class Bench implements AutoCloseable {

  /** Samples behind an absolute figure. */
  static final int BEST_OF = 9;

  private static final Path ROOT =
      Path.of(System.getProperty("ducksite.bench.root", ".")).toAbsolutePath().normalize();

  private final String title;
  private final List<String> program;
  private final boolean image;
  private final Path folder;
  private final List<String[]> rows = new ArrayList<>();
  private boolean failed;

  private Bench(String title, String... arguments) throws IOException {
    this.title = title;
    String named = arguments.length == 2 && arguments[0].equals("--program") ? arguments[1] : "";
    if (named.isEmpty() && arguments.length > 0) {
      throw new IllegalArgumentException(
          "usage: " + title + " [--program 'COMMAND …'], not " + List.of(arguments));
    }
    image = named.isEmpty();
    program =
        image
            ? List.of(ROOT.resolve("jlink/image/target/ducksite/bin/ducksite").toString())
            : List.of(named.split(" +"));
    folder = Files.createTempDirectory("ducksite-bench-");
  }

  /** What a scenario does with its bench. */
  interface Scenario {
    void run(Bench bench) throws Exception;
  }

  /**
   * Runs a scenario, prints its table and ends the JVM: 0 when every bound holds, 1 when one does
   * not.
   */
  static void run(String title, String[] arguments, Scenario scenario) throws Exception {
    boolean failed;
    try (Bench bench = new Bench(title, arguments)) {
      scenario.run(bench);
      bench.print();
      failed = bench.failed;
    }
    System.exit(failed ? 1 : 0);
  }

  /** Whether the built image is measured, so that it has an AOT cache and a launcher. */
  boolean isImage() {
    return image;
  }

  /** The repository's folder. */
  static Path root() {
    return ROOT;
  }

  /** A folder that is deleted at the end. */
  Path folder() {
    return folder;
  }

  /** A copy of the demo project, not built yet. */
  Path demo() throws IOException {
    Path source = ROOT.resolve("examples/demo");
    Path target = folder.resolve("demo");
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.filter(each -> !isProduct(source.relativize(each))).toList()) {
        Files.copy(file, target.resolve(source.relativize(file).toString()));
      }
    }
    return target;
  }

  private static boolean isProduct(Path relative) {
    return relative.startsWith(".ducksite_data") || relative.startsWith("static");
  }

  /** A new project with the given files, by path below it. */
  Path project(String name, Map<String, String> files) throws IOException {
    Path project = folder.resolve(name);
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = project.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return project;
  }

  /** Runs a verb to its end and gives what it said; a failure is an error with the same. */
  String execute(String... arguments) throws Exception {
    Process process = new ProcessBuilder(command(arguments)).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command(arguments)) + " failed:\n" + said);
    }
    return said;
  }

  /** Starts a server on a free loopback port; returns when it listens. */
  Server serve(Path project, String javaOptions, String... options) throws Exception {
    String[] all =
        Stream.concat(
                Stream.of("serve", "--root", project.toString(), "--port", "0"),
                Arrays.stream(options))
            .toArray(String[]::new);
    // The launcher of an image has a variable of its own; another program's JVM hears of options
    // through the JDK's.
    return new Server(
        command(all), image ? "DUCKSITE_JAVA_OPTS" : "JAVA_TOOL_OPTIONS", javaOptions);
  }

  /** Starts a server whose log goes into a file, as an operator would have it. */
  Server serveLogged(Path project, Path log) throws Exception {
    return new Server(
        command("serve", "--root", project.toString(), "--port", "0"),
        image ? "DUCKSITE_JAVA_OPTS" : "JAVA_TOOL_OPTIONS",
        "",
        log);
  }

  private List<String> command(String... arguments) {
    return Stream.concat(program.stream(), Arrays.stream(arguments)).toList();
  }

  /** A figure without a bound. */
  void figure(String name, double value, String unit) {
    rows.add(new String[] {name, format(value), unit, "", ""});
  }

  /** A ratio, or another figure that does not depend on the machine, with its upper bound. */
  void atMost(String name, double value, double bound, String unit) {
    verdict(name, value, "<= " + format(bound), unit, value <= bound);
  }

  /** A ratio, or another figure that does not depend on the machine, with its lower bound. */
  void atLeast(String name, double value, double bound, String unit) {
    verdict(name, value, ">= " + format(bound), unit, value >= bound);
  }

  /** A count that must be exactly this. */
  void exactly(String name, long value, long expected, String unit) {
    verdict(name, value, "= " + expected, unit, value == expected);
  }

  /**
   * An absolute figure with its upper bound: the best of the calm samples; "busy" when there is
   * none.
   */
  void bestAtMost(String name, Samples samples, double bound, String unit) {
    double[] calm = samples.calm();
    double best = Arrays.stream(calm.length > 0 ? calm : samples.all()).min().orElse(Double.NaN);
    String label = name + ", best of " + calm.length + " calm of " + samples.all().length;
    if (calm.length == 0 && best > bound) {
      rows.add(new String[] {label, format(best), unit, "<= " + format(bound), "busy"});
    } else {
      verdict(label, best, "<= " + format(bound), unit, best <= bound);
    }
    figure(name + ", median", median(samples.all()), unit);
  }

  /** Says that something was not measured, and why. */
  void skipped(String name, String why) {
    rows.add(new String[] {name, "-", "", "", "SKIPPED: " + why});
  }

  private void verdict(String name, double value, String bound, String unit, boolean holds) {
    failed |= !holds;
    rows.add(new String[] {name, format(value), unit, bound, holds ? "PASS" : "FAIL"});
  }

  private void print() {
    int width = rows.stream().mapToInt(row -> row[0].length()).max().orElse(0);
    System.out.printf("%n%s (%d processors)%n", title, Runtime.getRuntime().availableProcessors());
    rows.forEach(
        row -> System.out.printf("  %-" + width + "s %12s %-6s %-12s %s%n", (Object[]) row));
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The median over the rounds of one figure against another of the same round. */
  static double medianRatio(double[] measured, double[] base) {
    double[] ratios = new double[measured.length];
    Arrays.setAll(ratios, round -> measured[round] / base[round]);
    return median(ratios);
  }

  /** The JDBC driver that the build uses, on a class path made by {@code bench/run}. */
  static boolean hasDuckDb() {
    try {
      Class.forName("org.duckdb.DuckDBDriver");
      return true;
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }

  /** The TOML of a route that answers in every format. */
  static String route(String id) {
    return "id = \"" + id + "\"\npath = \"/" + id + "\"\n";
  }

  /** An answer that must be a whole success; anything else is an error, not a figure. */
  static Connection.Answer ok(Connection.Answer answer) {
    if (answer.status() != 200) {
      throw new IllegalStateException("not 200 but:\n" + answer.head());
    }
    return answer;
  }

  private static String format(double value) {
    String pattern = value >= 1000 ? "%,.0f" : value >= 10 ? "%.1f" : "%.3f";
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, pattern, value);
  }

  @Override
  public void close() throws IOException {
    delete(folder);
  }

  /** Removes a folder with all that it holds. */
  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
