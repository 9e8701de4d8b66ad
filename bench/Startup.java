import java.nio.file.Path;

/**
 * The built demo from the start of the process to its first answer, with the AOT cache and without.
 */
final class Startup {

  private static final double RATIO = 0.6;
  private static final double LISTEN_SECONDS = 0.7;
  private static final double READY_SECONDS = 1.5;
  private static final String[] FLAGS = {"", "--no-build"};

  private Startup() {}

  private record Times(double listened, double ready) {}

  public static void main(String[] arguments) throws Exception {
    Bench.run("startup: process start to listening and to /readyz", arguments, Startup::measure);
  }

  private static void measure(Bench bench) throws Exception {
    Path demo = bench.demo();
    bench.execute("build", "--root", demo.toString());
    // Once each outside the count: the files come from the page cache, as they do after an
    // unpacking.
    start(bench, demo, "", FLAGS[0]);
    start(bench, demo, "-XX:AOTMode=off", FLAGS[1]);
    for (String flag : FLAGS) {
      measure(bench, demo, flag);
    }
  }

  private static void measure(Bench bench, Path demo, String flag) throws Exception {
    Samples listened = new Samples();
    Samples ready = new Samples();
    double[] listenedWithout = new double[Bench.BEST_OF];
    double[] readyWithout = new double[Bench.BEST_OF];
    for (int round = 0; round < Bench.BEST_OF; round++) {
      double loop = Samples.calibrate();
      Times with = start(bench, demo, "", flag);
      listened.add(loop, with.listened());
      ready.add(loop, with.ready());
      if (bench.isImage()) {
        Times without = start(bench, demo, "-XX:AOTMode=off", flag);
        listenedWithout[round] = without.listened();
        readyWithout[round] = without.ready();
      }
    }
    String verb = ("serve " + flag).strip();
    bench.bestAtMost(verb + ": listening", listened, LISTEN_SECONDS, "s");
    bench.bestAtMost(verb + ": ready", ready, READY_SECONDS, "s");
    if (!bench.isImage()) {
      bench.skipped(verb + ": AOT cache", "only the image has one");
      return;
    }
    bench.figure(
        verb + ": listening without AOT cache, median", Bench.median(listenedWithout), "s");
    bench.figure(verb + ": ready without AOT cache, median", Bench.median(readyWithout), "s");
    bench.atMost(
        verb + ": listening, with / without, median",
        Bench.medianRatio(listened.all(), listenedWithout),
        RATIO,
        "");
    // What follows the listening is compiling and planning, which no cache of classes shortens by
    // that much.
    bench.figure(
        verb + ": ready, with / without, median", Bench.medianRatio(ready.all(), readyWithout), "");
  }

  private static Times start(Bench bench, Path demo, String javaOptions, String flag)
      throws Exception {
    String[] options = flag.isEmpty() ? new String[0] : new String[] {flag};
    try (Server server = bench.serve(demo, javaOptions, options)) {
      double ready = server.ready();
      return new Times(server.listened(), ready);
    }
  }
}
