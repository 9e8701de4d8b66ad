package ducksite.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.Options;
import ducksite.api.manifest.VirtualParquetPlugin;
import ducksite.engine.plugin.verify.OptionCheck;
import ducksite.engine.plugin.verify.OptionTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginOptionsTest {

  private static final String SCHEMA =
      """
      [options.config.token]
      type = "string"
      required = true
      description = "the key of the service"
      [options.file_sources.bucket]
      type = "string"
      required = true
      [options.file_sources.retries]
      type = "integer"
      default = 3
      [options.file_sources.ratio]
      type = "number"
      [options.file_sources.mode]
      type = "string"
      choices = ["fast", "safe"]
      [options.file_sources.files]
      type = "list"
      [options.file_sources.files.items]
      type = "table"
      [options.file_sources.files.items.options.path]
      type = "string"
      required = true
      [options.file_sources.names]
      type = "list"
      items = "string"
      [options.file_sources.other]
      type = "any"
      providers = ["Other"]
      """;

  @TempDir Path folder;
  private Site site;

  @BeforeEach
  void onePlugin() {
    site = new Site(folder);
    Site.plain("a").descriptor(SCHEMA).writeTo(site.plugin("a.jar"));
  }

  @AfterEach
  void close() {
    site.close();
  }

  private OptionCheck.Result check(Map<String, ?> written) {
    PluginHost host =
        site.open(site.settings().withConfig(Map.of("a", Options.of(Map.of("token", "t")))));
    return host.find(VirtualParquetPlugin.class, "a")
        .check(OptionTable.FILE_SOURCES, Options.of(written));
  }

  private List<String> messages(Map<String, ?> written) {
    return check(written).mistakes().stream().map(OptionCheck.Mistake::message).toList();
  }

  @Test
  void defaultsAreFilledInAndNumbersAreNumbers() {
    assertEquals(
        Map.of("bucket", "b", "retries", 3L, "ratio", 1.0),
        check(Map.of("bucket", "b", "ratio", 1L)).options().asMap());
  }

  @Test
  void whatIsMissingIsNamed() {
    assertEquals(List.of("option `bucket` is missing"), messages(Map.of()));
  }

  @Test
  void anUnknownOptionGetsTheNearestOne() {
    OptionCheck.Result result = check(Map.of("bucket", "b", "retrys", 1L));
    assertEquals("unknown option `retrys`", result.mistakes().getFirst().message());
    assertEquals("did you mean `retries`?", result.mistakes().getFirst().hint());
  }

  @Test
  void wrongTypesAndChoicesAreNamed() {
    assertEquals(
        List.of("`retries` must be a whole number, not \"3\""),
        messages(Map.of("bucket", "b", "retries", "3")));
    assertEquals(
        List.of("`mode` must be one of fast, safe, not \"fats\""),
        messages(Map.of("bucket", "b", "mode", "fats")));
  }

  @Test
  void valuesOfListsAndTablesAreChecked() {
    assertEquals(
        List.of("option `files[1].path` is missing"),
        messages(Map.of("bucket", "b", "files", List.of(Map.of("path", "x"), Map.of()))));
    assertEquals(
        List.of("`names[1]` must be a string, not 1"),
        messages(Map.of("bucket", "b", "names", List.of("x", 1L))));
  }

  @Test
  void anOptionOfAnotherProviderIsUnknown() {
    assertEquals(List.of("unknown option `other`"), messages(Map.of("bucket", "b", "other", 1L)));
  }

  @Test
  void aTableThatIsNotDescribedIsNotChecked() {
    PluginHost host =
        site.open(site.settings().withConfig(Map.of("a", Options.of(Map.of("token", "t")))));
    Options written = Options.of(Map.of("x", 1L));
    assertEquals(
        OptionCheck.unchecked(written),
        host.find(VirtualParquetPlugin.class, "a").check(OptionTable.PREPROCESS, written));
  }

  @Test
  void aPluginWithoutWhatItNeedsIsNotStarted() {
    site.open();
    assertEquals(List.of("plugin/option"), site.codes());
    assertEquals(
        "[plugins.config.a]: option `token` is missing", site.problems.all().getFirst().message());
    assertEquals("the key of the service", site.problems.all().getFirst().hint());
    assertEquals(PluginState.FAILED, site.report("a").state());
  }

  @Test
  void everyMistakeInTheSchemaIsNamedWithItsPlace() {
    Site.plain("b")
        .descriptor(
            """
            [options.sources.x]
            type = "string"
            [options.config.a]
            type = "strin"
            [options.config.b]
            type = "integer"
            default = "x"
            choices = [1, 2]
            [options.config.c]
            descripton = "no type"
            [options.config.d]
            type = "string"
            items = "string"
            [options.config]
            e = 1
            """)
        .writeTo(site.plugin("b.jar"));
    site.open(site.settings().withConfig(Map.of("a", Options.of(Map.of("token", "t")))));
    List<String> messages = site.problems.all().stream().map(each -> each.message()).toList();
    for (String expected :
        List.of(
            ":1:1: unknown key 'options.sources'",
            ":4:1: 'options.config.a.type' is no type: strin",
            ":7:1: 'options.config.b.default' must be a whole number",
            ":10:1: 'options.config.c' has no type",
            ":10:1: unknown key 'options.config.c.descripton'",
            ":13:1: 'options.config.d.items' does not go with this type")) {
      assertTrue(
          messages.stream().anyMatch(each -> each.contains(expected)),
          () -> expected + " is not among " + messages);
    }
  }
}
