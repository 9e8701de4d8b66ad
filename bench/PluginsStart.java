import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A project without plugins and the same with a hundred plugin jars of up to 50 KB: how much later
 * it is ready, at the first start and at the second, for which what was found is kept.
 */
final class PluginsStart {

  private static final int PLUGINS = 100;
  private static final int CLASSES = 12;
  private static final double FIRST_SECONDS = 1.5;
  private static final double SECOND_SECONDS = 0.7;
  private static final int ROUNDS = 5;
  private static final String SERVICE = "ducksite.api.manifest.VirtualParquetPlugin";

  private PluginsStart() {}

  public static void main(String[] arguments) throws Exception {
    Bench.run(
        "plugins-start: " + PLUGINS + " plugin jars, process start to /readyz",
        arguments,
        PluginsStart::measure);
  }

  private static void measure(Bench bench) throws Exception {
    Path empty = bench.project("none", Map.of("ducksite.toml", ""));
    Path full = bench.project("hundred", Map.of("ducksite.toml", ""));
    long largest = writePlugins(bench, full.resolve("plugins"));
    bench.figure("largest jar", largest / 1000.0, "KB");
    start(bench, empty);
    start(bench, full);
    double[] none = new double[ROUNDS];
    double[] first = new double[ROUNDS];
    double[] second = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      none[round] = start(bench, empty);
      Bench.delete(full.resolve(".ducksite_data"));
      first[round] = start(bench, full);
      second[round] = start(bench, full);
    }
    // The best of each: what other work on the machine adds is as large as what is measured.
    bench.figure("ready without plugins, best", best(none), "s");
    bench.atMost(
        "first start, more than without, best", best(first) - best(none), FIRST_SECONDS, "s");
    bench.atMost(
        "second start, more than without, best", best(second) - best(none), SECOND_SECONDS, "s");
    bench.figure("first start, median", Bench.median(first), "s");
    bench.figure("second start, median", Bench.median(second), "s");
  }

  private static double best(double[] values) {
    return Arrays.stream(values).min().orElseThrow();
  }

  private static double start(Bench bench, Path project) throws Exception {
    try (Server server = bench.serve(project, "")) {
      return server.ready();
    }
  }

  /** Jars of the same classes under packages of their own; every second one is filled to 50 KB. */
  private static long writePlugins(Bench bench, Path folder) throws Exception {
    Path api = api();
    long largest = 0;
    Files.createDirectories(folder);
    for (int number = 0; number < PLUGINS; number++) {
      Path classes = bench.folder().resolve("classes-" + number);
      compile(number, classes, api);
      Path jar = folder.resolve("plugin" + number + ".jar");
      write(jar, "bench" + number, classes, number);
      largest = Math.max(largest, Files.size(jar));
    }
    return largest;
  }

  /** The API as the build or the image leaves it. */
  private static Path api() throws Exception {
    Path sdk = Bench.root().resolve("jlink/image/target/ducksite/sdk");
    Path classes = Bench.root().resolve("ducksite.api/target/classes");
    if (Files.isDirectory(classes)) {
      return classes;
    }
    try (var files = Files.walk(sdk)) {
      return files
          .filter(each -> each.getFileName().toString().matches("ducksite\\.api-[0-9.]+\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("ducksite.api is not built"));
    }
  }

  private static void compile(int number, Path classes, Path api) throws Exception {
    String name = "bench" + number;
    List<JavaFileObject> sources = new ArrayList<>();
    StringBuilder calls = new StringBuilder();
    for (int each = 0; each < CLASSES; each++) {
      calls.append(" + new Part").append(each).append("(3).total()");
      sources.add(source(name, "Part" + each, part(name, each)));
    }
    sources.add(
        source(
            name,
            "Plugin",
            """
            package %s;
            import ducksite.api.manifest.*;
            public final class Plugin implements VirtualParquetPlugin {
              @Override public VirtualParquetManifest buildManifest(ManifestContext context) {
                return VirtualParquetManifest.of(java.util.List.of(VirtualParquetFile.of(
                    "data/" + (0%s) + ".parquet", context.projectRoot().resolve("a.parquet"))));
              }
            }
            """
                .formatted(name, calls)));
    Files.createDirectories(classes);
    List<String> options = List.of("-d", classes.toString(), "-cp", api.toString(), "-proc:none");
    if (!ToolProvider.getSystemJavaCompiler()
        .getTask(null, null, null, options, null, sources)
        .call()) {
      throw new IllegalStateException("a plugin does not compile");
    }
  }

  private static String part(String name, int number) {
    return """
    package %s;
    import java.util.*;
    import java.util.stream.*;
    final class Part%d {
      private final Map<String, List<Integer>> values = new TreeMap<>();
      Part%d(int size) {
        for (int i = 0; i < size; i++) {
          values.computeIfAbsent("k" + i %% 7, key -> new ArrayList<>()).add(i);
        }
      }
      int total() {
        return values.values().stream().flatMap(List::stream).mapToInt(Integer::intValue).sum();
      }
      String text() {
        return values.entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining(", ", "{", "}"));
      }
    }
    """
        .formatted(name, number, number);
  }

  private static JavaFileObject source(String folder, String name, String text) {
    return new SimpleJavaFileObject(
        URI.create("string:///" + folder + "/" + name + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreErrors) {
        return text;
      }
    };
  }

  private static void write(Path jar, String name, Path classes, int number) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      entry(zip, "META-INF/services/" + SERVICE, (name + ".Plugin").getBytes());
      try (var files = Files.list(classes.resolve(name))) {
        for (Path file : files.sorted().toList()) {
          entry(zip, name + "/" + file.getFileName(), Files.readAllBytes(file));
        }
      }
      if (number % 2 == 0) {
        byte[] filling = new byte[26_000];
        new Random(number).nextBytes(filling);
        entry(zip, name + "/filling.bin", filling);
      }
    }
    try (OutputStream out = Files.newOutputStream(jar)) {
      bytes.writeTo(out);
    }
  }

  private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws Exception {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }
}
