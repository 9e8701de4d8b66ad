package ducksite.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ducksite.api.manifest.VirtualParquetPlugin;
import ducksite.api.route.Preprocessor;
import ducksite.engine.project.Problem;
import ducksite.testkit.TestRouteContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JavaFilePluginTest {

  private static final String STEPS =
      """
      import ducksite.api.route.RouteContext;
      import java.util.Map;

      public final class Steps {
        public static Map<String, Object> shout(Map<String, Object> parameters, RouteContext context) {
          String word = (String) parameters.get("word");
          if (word.isEmpty()) {
            throw new IllegalArgumentException("word is empty");
          }
          parameters.put("word", word.toUpperCase() + context.options().string("mark").orElse("?"));
          return parameters;
        }

        static Map<String, Object> hidden(Map<String, Object> parameters, RouteContext context) {
          return parameters;
        }
      }
      """;

  @TempDir Path folder;
  private Site site;

  @BeforeEach
  void open() {
    site = new Site(folder);
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void oneFileIsAPluginAndItsSiblingsAreFound() throws IOException {
    site.write("plugins/Sales.java", Site.source("", "Sales", "Names.sales()"));
    site.write(
        "plugins/Names.java",
        "class Names { static String sales() { return \"data/sales.parquet\"; } }");
    PluginHost host = site.open();
    assertEquals(List.of(), site.problems.all());
    assertEquals(List.of("Sales"), host.plugins().stream().map(PluginReport::id).toList());
    assertEquals("java file", site.report("Sales").isolation());
    assertEquals(64, site.report("Sales").sha256().length());
    for (String reference :
        List.of(
            "Sales", "plugins/Sales.java", "./plugins/Sales.java", "plugins/Sales.java:Sales")) {
      assertEquals(
          "data/sales.parquet", site.httpPath(host.find(VirtualParquetPlugin.class, reference)));
    }
  }

  @Test
  void aFileThatBreaksTheCompilerIsOneLine() throws IOException {
    String deep = "(".repeat(20_000) + "1" + ")".repeat(20_000);
    site.write("plugins/Deep.java", "class Deep { int x = " + deep + "; }");
    Files.write(site.plugin("Other.java"), new byte[] {'c', (byte) 0xff, 'x'});
    site.open();
    assertEquals(
        List.of("the compiler failed: java.lang.StackOverflowError", "is no text in UTF-8"),
        site.problems.all().stream().map(Problem::message).toList());
  }

  @Test
  void aMethodIsAPreprocessor() throws IOException {
    site.write("plugins/Steps.java", STEPS);
    PluginHost host = site.open();
    assertEquals(List.of(), host.plugins());
    Provider<Preprocessor> step = host.find(Preprocessor.class, "plugins/Steps.java:shout");
    assertEquals(Map.of("word", "HELLO!"), shout(step, "hello"));
    assertEquals("Steps:shout", step.className());
    assertEquals(List.of("Preprocessor"), site.report("Steps").spis());
  }

  @Test
  void theValueAMethodRefusesIsToldFromAFailure() throws IOException {
    site.write("plugins/Steps.java", STEPS);
    Provider<Preprocessor> step = site.open().find(Preprocessor.class, "plugins/Steps.java:shout");
    PluginException refused = assertThrows(PluginException.class, () -> shout(step, ""));
    assertEquals(PluginException.Kind.REJECTED_VALUE, refused.kind());
    assertEquals("word is empty", refused.getMessage());
  }

  @Test
  void aMethodWithAnotherSignatureIsNamedWithTheOneItNeeds() throws IOException {
    site.write("plugins/Steps.java", STEPS);
    PluginHost host = site.open();
    PluginException wrong =
        assertThrows(
            PluginException.class,
            () -> host.find(Preprocessor.class, "plugins/Steps.java:hidden"));
    assertEquals("plugin/method-signature", wrong.code());
    assertEquals("its signature must be public static Map hidden(Map, RouteContext)", wrong.hint());
  }

  @Test
  void aMethodMayTellAManifest() throws IOException {
    site.write(
        "plugins/Sales.java",
        """
        import ducksite.api.manifest.*;
        class Sales {
          public static VirtualParquetManifest build(ManifestContext context) {
            return VirtualParquetManifest.of(java.util.List.of(
                VirtualParquetFile.of("data/built.parquet", context.projectRoot().resolve("a.parquet"))));
          }
        }
        """);
    Provider<VirtualParquetPlugin> provider =
        site.open().find(VirtualParquetPlugin.class, "plugins/Sales.java:build");
    assertEquals("data/built.parquet", site.httpPath(provider));
  }

  @Test
  void anErrorIsReportedAtItsLineAndTheOtherFilesAreActive() throws IOException {
    site.write("plugins/Broken.java", "public class Broken {\n\tint number = \"text\";\n}\n");
    site.write("plugins/Sales.java", Site.source("", "Sales", "\"data/sales.parquet\""));
    site.open();
    Problem problem = site.problems.all().getFirst();
    assertEquals(1, site.problems.all().size());
    assertEquals("plugin/compile-error", problem.code());
    assertEquals("plugins/Broken.java", problem.file());
    assertEquals(2, problem.line());
    assertEquals(15, problem.column());
    assertEquals("\tint number = \"text\";", problem.sourceLine());
    assertEquals("incompatible types: String cannot be converted to int", problem.message());
    assertEquals(PluginState.FAILED, site.report("Broken").state());
    assertEquals(PluginState.ACTIVE, site.report("Sales").state());
  }

  @Test
  void everyErrorIsReported() throws IOException {
    site.write(
        "plugins/Broken.java", "public class Broken {\n  int a = \"\";\n  int b = \"\";\n}\n");
    site.open();
    assertEquals(List.of(2, 3), site.problems.all().stream().map(Problem::line).toList());
  }

  @Test
  void theCompilerSeesNothingOfTheHost() throws IOException {
    site.write(
        "plugins/A.java", "import com.fasterxml.jackson.databind.ObjectMapper;\nclass A {}\n");
    site.write("plugins/B.java", "import ducksite.engine.plugin.PluginHost;\nclass B {}\n");
    site.open();
    assertEquals(List.of("plugin/compile-error", "plugin/compile-error"), site.codes());
  }

  @Test
  void aFileInItsPackageFolderIsLoadedWhenAReferenceNamesIt() throws IOException {
    site.write(
        "plugins/com/acme/Deep.java",
        "/* package wrong; */\n" + Site.source("com.acme", "Deep", "com.acme.names.Names.DEEP"));
    site.write(
        "plugins/com/acme/names/Names.java",
        "package com.acme.names; public class Names { public static final String DEEP ="
            + " \"data/deep.parquet\"; }");
    PluginHost host = site.open();
    assertEquals(List.of(), host.plugins());
    assertEquals(
        "data/deep.parquet",
        site.httpPath(host.find(VirtualParquetPlugin.class, "plugins/com/acme/Deep.java")));
    assertEquals(List.of(), site.problems.all());
  }

  @Test
  void aFileOutsideTheProjectMayBeNamed() throws IOException {
    Site elsewhere = new Site(folder.resolve("project"));
    Path file = site.write("shared/Far.java", Site.source("", "Far", "\"data/far.parquet\""));
    try (elsewhere) {
      PluginHost host = elsewhere.open();
      assertEquals(
          "data/far.parquet",
          elsewhere.httpPath(host.find(VirtualParquetPlugin.class, file.toString())));
    }
  }

  @Test
  void classesAreKeptUntilASourceChanges() throws IOException {
    site.write("plugins/Sales.java", Site.source("", "Sales", "Names.SALES"));
    site.write(
        "plugins/Names.java", "class Names { static final String SALES = \"data/one.parquet\"; }");
    assertEquals("data/one.parquet", sales());
    assertEquals("data/one.parquet", sales());
    assertEquals(2, kept(), "one for each file");
    site.write(
        "plugins/Names.java", "class Names { static final String SALES = \"data/two.parquet\"; }");
    assertEquals("data/two.parquet", sales());
    assertEquals(4, kept());
  }

  @Test
  void keptClassesAreUsed() throws IOException {
    site.write("plugins/Sales.java", Site.source("", "Sales", "\"data/sales.parquet\""));
    site.open();
    site.closeHost();
    try (var folders = Files.list(site.settings().classCache())) {
      Files.writeString(folders.findFirst().orElseThrow().resolve("own-classes"), "");
    }
    assertEquals(List.of(), site.open().plugins());
  }

  private String sales() {
    String answer = site.httpPath(site.open().find(VirtualParquetPlugin.class, "Sales"));
    site.closeHost();
    return answer;
  }

  private long kept() throws IOException {
    try (var folders = Files.list(site.settings().classCache())) {
      return folders.count();
    }
  }

  private static Map<String, Object> shout(Provider<Preprocessor> step, String word) {
    TestRouteContext context = TestRouteContext.of("route").withOptions(Map.of("mark", "!"));
    return step.call(
        CallKind.PREPROCESS,
        (plugin, _) -> Map.copyOf(plugin.process(new HashMap<>(Map.of("word", word)), context)));
  }
}
