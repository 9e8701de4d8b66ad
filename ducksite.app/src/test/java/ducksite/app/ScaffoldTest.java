package ducksite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Blank plugins, as one file and as a project. */
final class ScaffoldTest {

  private static final Pattern LEFT_OVER = Pattern.compile("@[A-Z]+@");

  @TempDir private Path folder;

  private Outcome add(String... arguments) {
    return inProject("add", "plugin", arguments);
  }

  private Outcome inProject(String verb, String noun, String... arguments) {
    List<String> all = new ArrayList<>(List.of(verb, noun, "--root", folder.toString()));
    all.addAll(List.of(arguments));
    return Outcome.of(all.toArray(String[]::new));
  }

  private Path write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  @Test
  void aBlankPluginBuildsUnderTheReferenceThatTheVerbTells() throws IOException {
    write("ducksite.toml", "");
    Files.createDirectories(folder.resolve("warehouse/sales_loader"));
    Path data = folder.resolve("warehouse/sales_loader/a.parquet");
    assertEquals(
        0,
        Outcome.of(
                "query",
                "SELECT 42 AS answer",
                "--root",
                folder.toString(),
                "--format",
                "parquet",
                "--output",
                data.toString())
            .code());
    Outcome added = add("--name", "sales_loader", "--directory", "plugins");
    assertEquals(0, added.code(), added::err);
    assertTrue(Files.isRegularFile(folder.resolve("plugins/SalesLoader.java")));
    String toml =
        String.join(
            "\n",
            added
                .out()
                .lines()
                .filter(line -> line.startsWith("    "))
                .map(String::strip)
                .toList());
    assertTrue(toml.contains("plugin = \"plugins/SalesLoader.java\""), toml);
    write("ducksite.toml", toml);
    Path answer = folder.resolve("answer.csv");
    Outcome asked =
        inProject("query", "SELECT answer FROM sales_loader", "--output", answer.toString());
    assertEquals(0, asked.code(), asked::err);
    assertEquals("answer\r\n42\r\n", Files.readString(answer));
  }

  @ParameterizedTest
  @EnumSource(PluginKind.class)
  void aBlankPluginOfEachKindCanBeLoadedOnceItIsConfigured(PluginKind kind) throws IOException {
    Outcome added = add("--name", "my-own-thing", "--kind", kind.toString());
    assertEquals(0, added.code(), added::err);
    assertFalse(LEFT_OVER.matcher(added.out()).find(), added::out);
    String options =
        kind == PluginKind.AUTH
            ? "[plugins.config.MyOwnThing]\nuser = \"ada\"\ntoken_sha256 = \"00\"\n"
            : "";
    write("ducksite.toml", options);
    Outcome list = inProject("plugins", "list");
    assertTrue(list.out().startsWith("ACTIVE"), () -> list.out() + list.err());
  }

  @ParameterizedTest
  @EnumSource(PluginKind.class)
  void aProjectOfEachKindIsComplete(PluginKind kind) throws IOException {
    Outcome made = inProject("plugins", "new", "sales_loader", "--kind", kind.toString());
    assertEquals(0, made.code(), made::err);
    List<String> files = new ArrayList<>();
    try (Stream<Path> found = Files.walk(folder.resolve("sales_loader"))) {
      for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
        files.add(folder.resolve("sales_loader").relativize(file).toString());
        String text = Files.readString(file);
        assertFalse(LEFT_OVER.matcher(text).find(), () -> file + ":\n" + text);
      }
    }
    assertEquals(
        List.of(
            ".gitignore",
            ".mvn/maven.config",
            "README.md",
            "pom.xml",
            "src/main/java/com/example/salesloader/SalesLoader.java",
            "src/main/java/com/example/salesloader/package-info.java",
            "src/main/java/module-info.java",
            "src/main/resources/META-INF/ducksite-plugin.toml",
            "src/test/java/com/example/salesloader/SalesLoaderTest.java"),
        files);
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    Path file = write("plugins/SalesLoader.java", "// mine");
    Outcome again = add("--name", "sales-loader");
    assertEquals(2, again.code());
    assertTrue(again.err().contains("left alone"), again::err);
    assertEquals("// mine", Files.readString(file));
    Path pom = write("sales_loader/pom.xml", "mine");
    Outcome project = inProject("plugins", "new", "sales_loader", "--kind", "auth");
    assertEquals(2, project.code());
    assertEquals("mine", Files.readString(pom));
    assertFalse(Files.exists(folder.resolve("sales_loader/README.md")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "../x",
        "a/b",
        "1st",
        "a b",
        "_a",
        "a_",
        "a__b",
        "é",
        "a.b",
        "class",
        "string",
        "object",
        "list",
        "renderer",
        "virtual_parquet_plugin",
        "options",
        "plugin_context",
        "a\nb"
      })
  void aNameThatMakesNoClassIsRefused(String name) throws IOException {
    Outcome refused = add("--name", name);
    assertEquals(2, refused.code());
    assertFalse(refused.err().isBlank());
    assertFalse(refused.err().contains("\tat "), refused::err);
    assertFalse(Files.exists(folder.resolve("plugins")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../elsewhere", "/etc", ".ducksite_data", "plugins/../../x"})
  void aFolderOutsideTheProjectIsRefused(String directory) {
    Outcome refused = add("--name", "thing", "--directory", directory);
    assertEquals(2, refused.code());
    assertTrue(refused.err().contains("not one of the project's"), refused::err);
  }

  @Test
  void theMachineFormNamesWhatWasMade() throws IOException {
    Outcome added = add("--name", "SalesLoader", "--json");
    assertEquals("plugins/SalesLoader.java", added.json().at("/created/0").asText());
    assertEquals("plugins/SalesLoader.java", added.json().get("reference").asText());
  }

  @Test
  void anUnknownKindIsRefusedWithTheKnownOnes() {
    Outcome refused = add("--name", "thing", "--kind", "chart");
    assertEquals(2, refused.code());
    assertTrue(refused.err().contains("RENDERER"), refused::err);
  }
}
