package ducksite.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.manifest.VirtualParquetPlugin;
import ducksite.engine.project.Problem;
import ducksite.testkit.PluginJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every defective plugin at once in one folder, with healthy ones before, among and behind them.
 */
final class HostileCorpusTest {

  private static final List<String> HEALTHY = List.of("alpha", "hale", "zulu");

  @TempDir private static Path root;
  private static Site site;
  private static PluginHost host;

  /** A file that cannot be loaded, with the code and the words that must be said of it. */
  record Defect(String file, Consumer<Path> writer, String code, String words) {
    @Override
    public String toString() {
      return file;
    }
  }

  private static Defect jar(String name, PluginJar jar, String code, String words) {
    return new Defect(name + ".jar", jar::writeTo, code, words);
  }

  private static Defect members(String name, String members, String code, String words) {
    return jar(name, with(members), code, words);
  }

  private static Defect java(String name, String text, String code, String words) {
    return new Defect(
        name + ".java", file -> write(file, text.getBytes(StandardCharsets.UTF_8)), code, words);
  }

  private static Defect bytes(
      String name, UnaryOperator<byte[]> change, String code, String words) {
    return new Defect(
        name + ".jar",
        file -> write(file, change.apply(read(Site.plain(name).writeTo(file)))),
        code,
        words);
  }

  private static PluginJar with(String members) {
    String source = Site.source("p", "P", "\"data/x.parquet\"");
    return PluginJar.empty()
        .source("p.P", source.replace("@Override", members + " @Override"))
        .provider(VirtualParquetPlugin.class, "p.P");
  }

  private static PluginJar without(String part, String replacement) {
    return PluginJar.empty()
        .source("p.P", Site.source("p", "P", "\"x\"").replace(part, replacement))
        .provider(VirtualParquetPlugin.class, "p.P");
  }

  static List<Defect> defects() {
    String loop = "static int n() { return n() + 1; } static final int N = n();";
    List<Defect> all = new ArrayList<>();
    all.add(
        bytes(
            "cut",
            each -> Arrays.copyOf(each, each.length / 2),
            "plugin/unreadable-jar",
            "not a readable jar"));
    all.add(
        bytes(
            "text",
            _ -> "hello".getBytes(StandardCharsets.UTF_8),
            "plugin/unreadable-jar",
            "not a readable jar"));
    all.add(bytes("empty", _ -> new byte[0], "plugin/unreadable-jar", "empty"));
    all.add(bytes("flipped", HostileCorpusTest::damaged, "plugin/unreadable-jar", ""));
    all.add(
        bytes(
            "link",
            HostileCorpusTest::withLink,
            "plugin/entry-name",
            "'p/P.class' is a symbolic link"));
    all.add(
        bytes(
            "twice",
            HostileCorpusTest::withTwins,
            "plugin/duplicate-entry",
            "two entries 'a.txt'"));
    all.add(
        jar(
            "bomb",
            Site.plain("bomb").entry("zeros.bin", new byte[80 << 20]),
            "plugin/too-large",
            "unpacks to 80 MiB"));
    all.add(
        jar(
            "climbs",
            Site.plain("climbs").entry("../../evil.txt", "x"),
            "plugin/entry-name",
            "../../evil.txt"));
    all.add(
        jar(
            "absolute",
            Site.plain("absolute").entry("/etc/evil.txt", "x"),
            "plugin/entry-name",
            "/etc/evil.txt"));
    all.add(
        jar(
            "drive",
            Site.plain("drive").entry("C:/evil.txt", "x"),
            "plugin/entry-name",
            "C:/evil.txt"));
    all.add(
        jar(
            "backslash",
            Site.plain("backslash").entry("..\\evil.txt", "x"),
            "plugin/entry-name",
            "evil.txt"));
    all.add(
        jar(
            "case",
            Site.plain("case").entry("META-INF/a.txt", "x").entry("meta-inf/A.txt", "y"),
            "plugin/duplicate-entry",
            "differ in case only"));
    all.add(
        jar(
            "class-path",
            Site.plain("class-path")
                .entry(
                    "META-INF/MANIFEST.MF",
                    "Manifest-Version: 1.0\nClass-Path: file:/opt/host.jar\n"),
            "plugin/class-path",
            "file:/opt/host.jar"));
    all.add(
        jar(
            "newer",
            Site.plain("newer")
                .entry(
                    "q/N.class",
                    new byte[] {
                      (byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 75, 0, 1
                    }),
            "plugin/class-version",
            "Java 31"));
    all.add(
        jar(
            "no-class",
            Site.plain("no-class").entry("q/N.class", "no class at all"),
            "plugin/broken-class",
            "'q/N.class' is not a class file"));
    all.add(
        jar(
            "damaged-class",
            Site.plain("damaged-class")
                .entry(
                    "q/N.class",
                    new byte[] {
                      (byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 69, 0, 9, 1
                    }),
            "plugin/broken-class",
            "'q/N.class' is damaged"));
    all.add(
        jar(
            "api",
            PluginJar.empty()
                .source("module-info", "module ducksite.api { exports ducksite.api; }")
                .source("ducksite.api.Mine", "package ducksite.api; public class Mine {}"),
            "plugin/bundles-host",
            "belongs to the host"));
    all.add(
        jar(
            "engine",
            Site.plain("engine").entry("ducksite/engine/X.class", new byte[16]),
            "plugin/bundles-host",
            "ducksite/engine/X.class"));
    all.add(
        jar(
            "no-provider",
            PluginJar.empty().source("q.N", "package q; public class N {}"),
            "plugin/missing-provider",
            "provides no interface"));
    all.add(
        jar(
            "no-such-class",
            PluginJar.empty().provider(VirtualParquetPlugin.class, "no.such.P"),
            "plugin/missing-class",
            "no.such.P"));
    all.add(
        jar(
            "not-a-provider",
            PluginJar.empty()
                .source("q.N", "package q; public class N {}")
                .provider(VirtualParquetPlugin.class, "q.N"),
            "plugin/not-a-provider",
            "q.N does not implement"));
    all.add(
        jar(
            "abstract",
            without("public class", "public abstract class"),
            "plugin/not-instantiable",
            "p.P is abstract"));
    all.add(
        jar(
            "hidden",
            without("public class", "class"),
            "plugin/not-instantiable",
            "p.P is not public"));
    all.add(
        members("private", "private P() {}", "plugin/not-instantiable", "no public constructor"));
    all.add(
        members(
            "wants",
            "public P(String key) {}",
            "plugin/not-instantiable",
            "no constructor without parameters"));
    all.add(
        members(
            "throws",
            "public P() { throw new IllegalStateException(\"no key\"); }",
            "plugin/constructor-failed",
            "no key"));
    all.add(
        members(
            "static",
            "static final int N = Integer.parseInt(\"one\");",
            "plugin/constructor-failed",
            "NumberFormatException"));
    all.add(members("recurses", loop, "plugin/constructor-failed", "StackOverflowError"));
    all.add(
        members(
            "error",
            "public P() { throw new AssertionError(\"never\"); }",
            "plugin/constructor-failed",
            "AssertionError: never"));
    all.add(
        members(
            "hangs",
            "public P() throws Exception { Thread.sleep(60_000); }",
            "plugin/timeout",
            TOO_LATE));
    all.add(
        jar(
            "other-api",
            Site.plain("other-api").descriptor("api = \"[7,8)\""),
            "plugin/api-version",
            "API [7,8)"));
    all.add(
        jar(
            "mistyped",
            Site.plain("mistyped").descriptor("verson = \"1\""),
            "plugin/descriptor",
            "unknown key 'verson'"));
    all.add(
        jar(
            "untyped",
            Site.plain("untyped").descriptor("[options.config.a]\ntype = \"text\""),
            "plugin/descriptor",
            "is no type: text"));
    all.add(
        jar(
            "second",
            Site.plain("second").descriptor("id = \"alpha\""),
            "plugin/duplicate-id",
            "id 'alpha' is taken"));
    all.add(java("Syntax", "public class Syntax {", "plugin/compile-error", "reached end of file"));
    all.add(
        java(
            "Unknown",
            "public class Unknown { ducksite.engine.Site s; }",
            "plugin/compile-error",
            "ducksite.engine"));
    all.add(
        java(
            "Thrower",
            Site.source("", "Thrower", "\"x\"")
                .replace(
                    "@Override",
                    "static { if (true) throw new IllegalStateException(\"no\"); } @Override"),
            "plugin/constructor-failed",
            "IllegalStateException: no"));
    return all;
  }

  /** A byte in the middle of a compressed class is another one. */
  private static byte[] damaged(byte[] jar) {
    byte[] copy = jar.clone();
    for (int at = 60; at < 100; at++) {
      copy[at] ^= 0x55;
    }
    return copy;
  }

  /** The first entry's attributes say that it is a symbolic link of a Unix system. */
  private static byte[] withLink(byte[] jar) {
    byte[] copy = jar.clone();
    int entry = indexOf(copy, new byte[] {'P', 'K', 1, 2}, 0);
    while (!new String(copy, entry + 46, 9, StandardCharsets.UTF_8).equals("p/P.class")) {
      entry = indexOf(copy, new byte[] {'P', 'K', 1, 2}, entry + 4);
    }
    copy[entry + 5] = 3;
    copy[entry + 41] = (byte) 0xA1;
    return copy;
  }

  /** Two entries of one name: {@code a.txt} and what was {@code b.txt}. */
  private static byte[] withTwins(byte[] jar) {
    Path folder = root.resolve("elsewhere");
    Path other =
        Site.plain("twice")
            .entry("a.txt", "x")
            .entry("b.txt", "y")
            .writeTo(folder.resolve("t.jar"));
    byte[] copy = read(other);
    byte[] name = "b.txt".getBytes(StandardCharsets.UTF_8);
    for (int at = indexOf(copy, name, 0); at >= 0; at = indexOf(copy, name, at)) {
      copy[at] = 'a';
    }
    return copy;
  }

  private static int indexOf(byte[] bytes, byte[] part, int from) {
    for (int at = from; at + part.length <= bytes.length; at++) {
      if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
        return at;
      }
    }
    return -1;
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeAll
  static void open() {
    site = new Site(root);
    Site.plain("alpha").writeTo(site.plugin("alpha.jar"));
    Site.plain("hale").writeTo(site.plugin("hale.jar"));
    Site.modular("zulu").writeTo(site.plugin("zulu.jar"));
    defects().forEach(defect -> defect.writer().accept(site.plugin(defect.file())));
    Duration patience = Duration.ofSeconds(5);
    host = site.open(site.settings().withLimits(limits(patience)));
  }

  private static PluginLimits limits(Duration patience) {
    return new PluginLimits(2, 4, patience, patience, patience);
  }

  @AfterAll
  static void close() {
    site.close();
  }

  @ParameterizedTest
  @MethodSource("defects")
  void oneClearLineTellsWhatIsWrong(Defect defect) {
    String file = "plugins/" + defect.file();
    List<Problem> said =
        site.problems.all().stream().filter(each -> file.equals(each.file())).toList();
    assertEquals(1, said.size(), said::toString);
    Problem problem = said.getFirst();
    assertEquals(defect.code(), problem.code(), problem.message());
    assertTrue(problem.message().contains(defect.words()), problem.message());
    assertEquals(1, problem.message().lines().count(), problem.message());
    assertTrue(problem.hint() != null && !problem.hint().isBlank(), "no remedy");
    PluginReport report =
        host.plugins().stream()
            .filter(each -> each.source().equals(file))
            .findFirst()
            .orElseThrow();
    assertEquals(PluginState.FAILED, report.state());
  }

  @Test
  void nothingElseIsSaidAndEveryHealthyPluginAnswers() {
    assertEquals(defects().size(), site.problems.all().size(), site.problems::toString);
    assertTrue(defects().size() >= 30);
    for (String id : HEALTHY) {
      assertEquals(
          "data/" + id + ".parquet", site.httpPath(host.find(VirtualParquetPlugin.class, id)));
    }
  }

  @Test
  void theSecondStartSaysTheSame() {
    Site again = new Site(root);
    try (PluginHost second =
        PluginHost.open(
            site.settings().withLimits(limits(Duration.ofSeconds(5))), again.problems)) {
      assertEquals(
          site.problems.all().stream().map(Problem::code).toList(),
          again.problems.all().stream().map(Problem::code).toList());
      assertEquals(
          "data/zulu.parquet", site.httpPath(second.find(VirtualParquetPlugin.class, "zulu")));
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aCallThatGoesWrongLeavesTheOthersAlone(Call call, @TempDir Path folder) {
    try (Site own = new Site(folder)) {
      Site.plain("alpha").writeTo(own.plugin("alpha.jar"));
      PluginJar.empty()
          .source(
              "p.P",
              Site.source("p", "P", call.expression())
                  .replace("@Override", call.members() + " @Override"))
          .provider(VirtualParquetPlugin.class, "p.P")
          .writeTo(own.plugin("bad.jar"));
      PluginHost running = own.open(own.settings().withLimits(limits(Duration.ofSeconds(5))));
      Provider<VirtualParquetPlugin> bad = running.find(VirtualParquetPlugin.class, "bad");
      if (call.words().isEmpty()) {
        assertEquals("x", own.httpPath(bad));
      } else {
        PluginException e =
            assertThrows(
                PluginException.class,
                () ->
                    bad.call(
                        CallKind.MANIFEST,
                        // Only those that never end by themselves are meant to be too late.
                        Duration.ofSeconds(call.words().equals(TOO_LATE) ? 1 : 30),
                        (plugin, _) -> plugin.buildManifest(own.context())));
        assertTrue(e.getMessage().contains(call.words()), e.getMessage());
        assertTrue(e.getMessage().contains("plugin bad (plugins/bad.jar)"), e.getMessage());
      }
      assertEquals(
          "data/alpha.parquet", own.httpPath(running.find(VirtualParquetPlugin.class, "alpha")));
      assertEquals(
          HostileCorpusTest.class.getClassLoader(), Thread.currentThread().getContextClassLoader());
    }
  }

  /**
   * What a provider does when it is called, with the words of the failure; none when it succeeds.
   */
  record Call(String expression, String members, String words) {
    @Override
    public String toString() {
      return expression;
    }
  }

  private static final String TOO_LATE = "did not end within";

  static List<Call> calls() {
    return List.of(
        new Call(
            "spin()",
            "static volatile boolean end; static String spin() { long until = System.nanoTime() +"
                + " 4_000_000_000L; while (System.nanoTime() < until) {} return \"\"; }",
            TOO_LATE),
        new Call(
            "deep(1)",
            "static String deep(int n) { return deep(n + 1) + n; }",
            "StackOverflowError"),
        new Call(
            "block()",
            "static String block() throws Exception { synchronized (P.class) { P.class.wait(); }"
                + " return \"\"; }",
            TOO_LATE),
        new Call(
            "fill()",
            "static String fill() { return \"\" + new long[Integer.MAX_VALUE - 8][].length + new"
                + " byte[Integer.MAX_VALUE]; }",
            "OutOfMemoryError"),
        new Call(
            "fail()",
            "static String fail() { throw new Error(\"broken\"); }",
            "java.lang.Error: broken"),
        new Call(
            "sneak()",
            "static class Odd extends RuntimeException { @Override public String getMessage() {"
                + " throw new IllegalStateException(); } } static String sneak() { throw new Odd();"
                + " }",
            "p.P$Odd"),
        new Call(
            "leak()",
            "static String leak() { Thread t = new Thread(() -> { try { Thread.sleep(3_000); }"
                + " catch (InterruptedException e) {} }); t.setDaemon(true); t.start(); return"
                + " \"x\"; }",
            ""),
        new Call(
            "loader()",
            "static String loader() { Thread.currentThread().setContextClassLoader(null); return"
                + " \"x\"; }",
            ""),
        new Call(
            "interrupt()",
            "static String interrupt() { Thread.currentThread().interrupt(); return \"x\"; }",
            ""),
        new Call("(String) null", "", "NullPointerException"));
  }
}
