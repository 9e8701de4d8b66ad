package ducksite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Verbs in a folder that is no project, though it looks a little like one. */
final class NoProjectTest {

  /** Verbs whose work is to make something, or that know no project. */
  private static final Set<String> MAKERS =
      Set.of("init", "demo", "add plugin", "plugins new", "train");

  private static final Set<String> WITHOUT_ROOT = Set.of("explain-problem", "version", "help");

  /** What each verb is given, by its name. */
  private static final Map<String, List<String>> ARGUMENTS =
      Map.ofEntries(
          Map.entry("build", List.of("--clean")),
          Map.entry("check", List.of("--rollups")),
          Map.entry("serve", List.of("--port", "0", "--watch")),
          Map.entry("run", List.of("above")),
          Map.entry("query", List.of("SELECT 1 AS one", "--output", "%s/out.csv")),
          Map.entry("explain", List.of("above")),
          Map.entry("lineage", List.of()),
          Map.entry("add toml", List.of("--name", "x", "--key", "pattern=data/*.parquet")),
          Map.entry("add sql", List.of("--name", "x", "--sql", "SELECT 1 AS one")),
          Map.entry(
              "add md", List.of("--page", "p", "--id", "x", "--block", "sql", "--body", "SELECT")),
          Map.entry("modify toml", List.of("--name", "x", "--key", "pattern=data/*.parquet")),
          Map.entry("modify sql", List.of("--name", "numbers", "--sql", "SELECT 1 AS one")),
          Map.entry("modify md", List.of("--page", "index", "--id", "x", "--body", "SELECT 2")),
          Map.entry("remove toml", List.of("--name", "x")),
          Map.entry("remove sql", List.of("--name", "numbers")),
          Map.entry("remove md", List.of("--page", "index", "--id", "x")),
          Map.entry("plugins list", List.of()),
          Map.entry("plugins validate", List.of("%s/plugin.jar")),
          Map.entry("cache list", List.of()),
          Map.entry("cache clear", List.of()),
          Map.entry("cache explain", List.of("above")),
          Map.entry("perf", List.of("above")),
          Map.entry(
              "run-incremental",
              List.of("above", "--param", "n", "--start", "2025-01-01", "--end", "2025-01-02")),
          Map.entry("doctor", List.of()));

  @TempDir private Path folder;
  private Path root;

  @BeforeEach
  void begin() throws IOException {
    TestProject project =
        TestProject.small(folder.resolve("site"))
            .file("static/forms/own.csv", "a\n")
            .file(
                "content/form.md",
                "# Form\n\n```form f\ntarget_csv: static/forms/f.csv\ninputs: [a]\n```\n");
    root = project.root;
    Files.delete(root.resolve("ducksite.toml"));
    Files.writeString(folder.resolve("plugin.jar"), "none");
  }

  private static Set<String> verbs() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    Set<String> verbs = new TreeSet<>();
    collect(CommandLineProgram.commands(nowhere, nowhere), "", verbs);
    return verbs;
  }

  private static void collect(CommandLine command, String name, Set<String> verbs) {
    if (command.getSubcommands().isEmpty()) {
      verbs.add(name);
    }
    command
        .getSubcommands()
        .forEach((verb, each) -> collect(each, (name + " " + verb).strip(), verbs));
  }

  private static Set<String> tried() {
    return new TreeSet<>(ARGUMENTS.keySet());
  }

  private Map<String, Long> content() throws IOException {
    Map<String, Long> content = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.toList()) {
        content.put(
            root.relativize(file).toString(),
            Files.isDirectory(file) ? -1 : Files.getLastModifiedTime(file).toMillis());
      }
    }
    return content;
  }

  @Test
  void every_verb_is_tried() {
    Set<String> untried = verbs();
    untried.removeAll(ARGUMENTS.keySet());
    untried.removeAll(MAKERS);
    untried.removeAll(WITHOUT_ROOT);
    assertEquals(Set.of(), untried);
  }

  @ParameterizedTest
  @MethodSource("tried")
  void nothing_is_made_where_no_project_is(String verb) throws IOException {
    Map<String, Long> before = content();
    Path state = folder.resolve("state");
    Outcome outcome = run(verb, List.of());
    assertEquals(before, content(), verb + outcome.err());
    boolean needsNone = Set.of("query", "plugins list", "cache list", "cache clear").contains(verb);
    if (needsNone) {
      assertEquals(0, outcome.code(), verb + outcome.err());
    }
    if (verb.equals("build") || verb.equals("query")) {
      run(verb, List.of("--state", state.toString()));
      assertTrue(Files.notExists(state), verb);
    }
  }

  private Outcome run(String verb, List<String> more) {
    List<String> words = new ArrayList<>(List.of(verb.split(" ")));
    ARGUMENTS.get(verb).forEach(each -> words.add(each.formatted(folder)));
    words.addAll(more);
    words.addAll(List.of("--root", root.toString()));
    Outcome outcome = Outcome.of(words.toArray(String[]::new));
    assertTrue(!outcome.err().contains("error[usage]"), verb + outcome.err());
    return outcome;
  }
}
