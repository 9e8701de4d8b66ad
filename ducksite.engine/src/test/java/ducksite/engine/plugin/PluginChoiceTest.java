package ducksite.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.Options;
import ducksite.api.manifest.VirtualParquetPlugin;
import ducksite.testkit.PluginJar;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginChoiceTest {

  @TempDir Path folder;
  private Site site;

  @BeforeEach
  void twoPlugins() {
    site = new Site(folder);
    Site.plain("a").writeTo(site.plugin("a.jar"));
    Site.plain("b").writeTo(site.plugin("b.jar"));
  }

  @AfterEach
  void close() {
    site.close();
  }

  private List<String> active(PluginHostSettings settings) {
    return site.open(settings).plugins().stream()
        .filter(each -> each.state() == PluginState.ACTIVE)
        .map(PluginReport::id)
        .toList();
  }

  @Test
  void onlyEnabledPluginsAreActive() {
    assertEquals(
        List.of("b"),
        active(site.settings().withChoice(Site.choice(Set.of("b"), Set.of(), Set.of()))));
    assertEquals("[plugins] enabled does not name it", site.report("a").reason());
  }

  @Test
  void disabledPluginsAreNot() {
    assertEquals(
        List.of("a"), active(site.settings().withChoice(Site.choice(null, Set.of("b"), Set.of()))));
  }

  @Test
  void theEnvironmentNarrowsTheChoice() {
    PluginChoice choice =
        new PluginChoice(
            Set.of("a", "b"), Set.of(), Set.of(), false, Set.of(), EnabledPlugins.of("b, zz"));
    assertEquals(List.of("b"), active(site.settings().withChoice(choice)));
    assertEquals("ENABLED_PLUGINS does not name it", site.report("a").reason());
    assertEquals(List.of("plugin/unknown-id"), site.codes());
    assertEquals(List.of(), site.problems.errors());
  }

  @Test
  void aPluginThatSaysItIsRequiredStopsTheSiteWhenItFails() {
    Site.plain("c")
        .descriptor("required = true")
        .provider(ducksite.api.route.Preprocessor.class, "no.such.Step")
        .writeTo(site.plugin("c.jar"));
    site.open();
    assertEquals(List.of("plugin/missing-class"), site.codes(), "one provider is active");
    site.closeHost();
    PluginJar.empty()
        .descriptor("required = true")
        .provider(ducksite.api.route.Preprocessor.class, "no.such.Step")
        .writeTo(site.plugin("c.jar"));
    site.open();
    assertTrue(PluginHost.requiredMissing(site.problems).isPresent());
    assertEquals("plugins/c.jar", PluginHost.requiredMissing(site.problems).get().file());
  }

  @Test
  void inSafeModeNothingIsRequired() {
    site.open(
        site.settings()
            .withChoice(
                new PluginChoice(
                    null, Set.of(), Set.of("a"), true, Set.of(), EnabledPlugins.all())));
    assertEquals(List.of("plugin/required"), site.codes());
    assertTrue(PluginHost.requiredMissing(site.problems).isEmpty());
  }

  @Test
  void safeModeKeepsTheImagesPluginsOnly() {
    Site.plain("z").writeTo(folder.resolve("image/z.jar"));
    assertEquals(
        List.of("z"),
        active(
            site.settings()
                .withImageFolder(folder.resolve("image"))
                .withChoice(
                    new PluginChoice(
                        null, Set.of(), Set.of(), true, Set.of(), EnabledPlugins.all()))));
    assertEquals(PluginState.DISABLED, site.report("a").state());
  }

  @Test
  void noCodeOfADisabledPluginRuns() {
    PluginJar.empty()
        .source(
            "p.P",
            Site.source("p", "P", "\"x\"")
                .replace(
                    "@Override", "public P() { throw new IllegalStateException(); } @Override"))
        .provider(VirtualParquetPlugin.class, "p.P")
        .writeTo(site.plugin("c.jar"));
    site.open(site.settings().withChoice(Site.choice(null, Set.of("c"), Set.of())));
    assertEquals(List.of(), site.problems.all());
  }

  @Test
  void aRequiredPluginThatIsNotActiveIsAnError() {
    site.open(site.settings().withChoice(Site.choice(null, Set.of("b"), Set.of("a", "b", "c"))));
    assertEquals(
        List.of(
            "plugin 'b' is required, and it is DISABLED: [plugins] disabled names it",
            "plugin 'c' is required, and there is no such plugin"),
        site.problems.errors().stream().map(each -> each.message()).toList());
  }

  @Test
  void idsThatNobodyHasAreWarnings() {
    site.open(
        site.settings()
            .withChoice(Site.choice(null, Set.of("bb"), Set.of()))
            .withConfig(Map.of("a", Options.empty())));
    assertEquals(List.of("plugin/unknown-id"), site.codes());
    assertEquals("did you mean `b`?", site.problems.all().getFirst().hint());
    assertEquals(List.of(), site.problems.errors());
  }

  @Test
  void theOptionsOfAPluginComeWithItsProvider() {
    Options options = Options.of(Map.of("bucket", "x"));
    PluginHost host = site.open(site.settings().withConfig(Map.of("a", options)));
    assertEquals(options, host.find(VirtualParquetPlugin.class, "a").config());
    assertEquals(Options.empty(), host.find(VirtualParquetPlugin.class, "b").config());
  }

  @Test
  void theImagesPluginKeepsItsIdAndTheProjectsFails() {
    Site.plain("z").descriptor("id = \"a\"").writeTo(folder.resolve("image/z.jar"));
    PluginHost host = site.open(site.settings().withImageFolder(folder.resolve("image")));
    assertEquals(List.of("plugin/duplicate-id"), site.codes());
    assertEquals("data/z.parquet", site.httpPath(host.find(VirtualParquetPlugin.class, "a")));
  }
}
