package ducksite.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.manifest.VirtualParquetPlugin;
import ducksite.testkit.PluginJar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Providers with one defect each. */
final class HostileProvidersTest extends BadNeighbour {

  /** A plain jar whose provider has these members besides. */
  private static PluginJar with(String members) {
    String source = Site.source("p", "P", "\"data/bad.parquet\"");
    return PluginJar.empty()
        .source("p.P", source.replace("@Override", members + " @Override"))
        .provider(VirtualParquetPlugin.class, "p.P");
  }

  @Test
  void aMissingProviderClassIsNamed() {
    write(PluginJar.empty().provider(VirtualParquetPlugin.class, "no.such.Provider"));
    expect("plugin/missing-class", "no.such.Provider");
  }

  @Test
  void aProviderThatImplementsNothingIsNamed() {
    write(
        PluginJar.empty()
            .source("q.N", "package q; public class N {}")
            .provider(VirtualParquetPlugin.class, "q.N"));
    expect("plugin/not-a-provider", "q.N does not implement");
  }

  @Test
  void aJarWithoutProvidersIsNamed() {
    write(PluginJar.empty().source("q.N", "package q; public class N {}"));
    expect("plugin/missing-provider", "provides no interface");
  }

  @Test
  void aModuleWithoutProvidersIsNamed() {
    write(PluginJar.empty().source("module-info", "module q {}"));
    assertTrue(onlyProblem().hint().contains("provides <interface> with <class>"));
  }

  @Test
  void aThrowingConstructorIsNamedWithItsLine() {
    write(with("public P() { throw new IllegalStateException(\"no key\"); }"));
    expect(
        "plugin/constructor-failed",
        "java.lang.IllegalStateException: no key, at p.P.<init>(P.java:3)");
  }

  @Test
  void aThrowingStaticInitializerIsNamed() {
    write(with("static final int N = Integer.parseInt(\"one\");"));
    expect("plugin/constructor-failed", "java.lang.NumberFormatException");
  }

  @Test
  void anErrorInAStaticInitializerIsNamed() {
    write(with("static int n() { return n() + 1; } static final int N = n();"));
    expect("plugin/constructor-failed", "java.lang.StackOverflowError");
  }

  @Test
  void aConstructorThatNeverReturnsIsLeftBehind() {
    write(with("public P() throws Exception { Thread.sleep(60_000); }"));
    PluginLimits limits =
        new PluginLimits(1, 1, Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(3));
    site.open(site.settings().withLimits(limits));
    assertEquals(List.of("plugin/timeout"), site.codes());
    assertEquals(PluginState.ACTIVE, site.report("alpha").state());
    assertEquals(PluginState.FAILED, site.report("bad").state());
    assertEquals(PluginState.ACTIVE, site.report("zulu").state());
  }

  @Test
  void anAbstractProviderIsNamed() {
    write(
        PluginJar.empty()
            .source(
                "p.P",
                Site.source("p", "P", "\"x\"").replace("public class", "public abstract class"))
            .provider(VirtualParquetPlugin.class, "p.P"));
    expect("plugin/not-instantiable", "p.P is abstract");
  }

  @Test
  void aProviderWithoutAPublicConstructorIsNamed() {
    write(with("P() {}"));
    expect("plugin/not-instantiable", "p.P has no public constructor");
  }

  @Test
  void aProviderWhoseConstructorWantsSomethingIsNamed() {
    write(with("public P(String key) {}"));
    expect("plugin/not-instantiable", "p.P has no constructor without parameters");
  }

  @Test
  void aClassThatIsMissingAtLoadingIsNamed() {
    write(withMissingLibrary("\"x\"", "public P() { lib.Names.name(); }"));
    expect("plugin/missing-class", "lib/Names");
  }

  @Test
  void aClassThatIsMissingInACallIsAFailureThatNamesIt() {
    write(withMissingLibrary("lib.Names.name()", ""));
    Provider<VirtualParquetPlugin> provider = site.open().find(VirtualParquetPlugin.class, "bad");
    PluginException e = assertThrows(PluginException.class, () -> site.httpPath(provider));
    assertEquals(PluginException.Kind.FAILED, e.kind());
    assertTrue(e.getMessage().contains("lib/Names"), e.getMessage());
    assertEquals(
        "put the jar that holds this class into the plugin's folder of private jars", e.hint());
  }

  /** Compiled against a library that it does not bring along. */
  private PluginJar withMissingLibrary(String expression, String members) {
    String names =
        "package lib; public class Names { public static String name() { return \"\"; } }";
    Path library =
        PluginJar.empty().source("lib.Names", names).writeTo(folder.resolve("elsewhere/lib.jar"));
    String source = Site.source("p", "P", expression);
    return PluginJar.empty()
        .library(library)
        .source("p.P", source.replace("@Override", members + " @Override"))
        .provider(VirtualParquetPlugin.class, "p.P");
  }

  @Test
  void aBadProviderDoesNotHideAGoodOneOfTheSameJar() {
    write(with("").provider(VirtualParquetPlugin.class, "no.such.Provider"));
    PluginHost host = site.open();
    assertEquals(List.of("plugin/missing-class"), site.codes());
    PluginReport report = site.report("bad");
    assertEquals(PluginState.ACTIVE, report.state());
    assertTrue(report.reason().startsWith("1 of 2 providers failed"), report.reason());
    assertEquals("data/bad.parquet", site.httpPath(host.find(VirtualParquetPlugin.class, "bad")));
  }
}
