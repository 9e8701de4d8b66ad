package ducksite.app;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.BuildSettings;
import ducksite.engine.CurrentSite;
import ducksite.engine.SiteBuilder;
import ducksite.engine.project.Problems;
import ducksite.http.ServerSettings;
import ducksite.http.SiteServer;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Compares {@code docs/reference.md} with the product. {@code -Dducksite.reference=write} writes
 * the parts that the product tells; the others are written by hand.
 */
final class ReferenceTest {

  /** The verbs that the product may have; a verb of another name needs a decision first. */
  private static final Set<String> PLANNED_VERBS =
      Set.of(
          "init",
          "demo",
          "build",
          "check",
          "serve",
          "run",
          "query",
          "explain",
          "lineage",
          "add",
          "modify",
          "remove",
          "plugins",
          "cache",
          "perf",
          "run-incremental",
          "doctor",
          "version",
          "explain-problem");

  private static Reference reference;

  @BeforeAll
  static void read() throws IOException {
    reference = Reference.read();
    if ("write".equals(System.getProperty("ducksite.reference"))) {
      ReferenceSections.all()
          .forEach((name, text) -> reference = reference.withSection(name, text));
      reference.write();
    }
  }

  @Test
  void keys_verbs_options_and_problem_codes_are_documented_and_documented_ones_exist() {
    assertAll(
        ReferenceSections.all().entrySet().stream()
            .map(
                section ->
                    () ->
                        assertEquals(
                            section.getValue(),
                            reference.section(section.getKey()),
                            "run with -Dducksite.reference=write to accept")));
  }

  @Test
  void every_verb_is_a_planned_one() {
    Set<String> names =
        ReferenceSections.commands().stream()
            .map(CommandLine::getCommandName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertTrue(names.size() > 5, names.toString());
    names.removeAll(PLANNED_VERBS);
    assertEquals(Set.of(), names);
  }

  @Test
  void every_verb_has_help_and_version() {
    for (CommandLine command : ReferenceSections.commands()) {
      assertTrue(command.getCommandSpec().findOption("--help").usageHelp());
      assertTrue(command.getCommandSpec().findOption("--version").versionHelp());
    }
  }

  @Test
  void addresses_of_a_server_are_documented(@TempDir Path temporary) {
    ServerSettings settings =
        new ServerSettings(
            "127.0.0.1", 0, List.of(), 1 << 20, Duration.ofSeconds(1), temporary, "test");
    try (SiteServer server = SiteServer.start(settings, new CurrentSite())) {
      assertEquals(
          new TreeSet<>(server.addresses().keySet()), documented("### Addresses of every site"));
    }
  }

  @Test
  void figures_are_documented() throws IOException, URISyntaxException {
    Set<String> figures = FrontEnd.texts(Pattern.compile("ducksite_[a-z_]+"));
    assertTrue(figures.size() > 10, figures.toString());
    assertEquals(figures, documented("## Metrics"));
  }

  @Test
  void errors_of_the_front_end_are_documented_with_status_and_title()
      throws IOException, URISyntaxException {
    Set<String> answered =
        FrontEnd.codes().stream()
            .map(code -> code.status() + " " + code.code() + " " + code.title())
            .collect(Collectors.toCollection(TreeSet::new));
    assertTrue(answered.size() > 10, answered.toString());
    Set<String> documented =
        reference.table("## HTTP errors").stream()
            .map(row -> row.get(0) + " " + Reference.plain(row.get(1)) + " " + row.get(2))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(answered, documented);
  }

  @Test
  void every_code_of_an_error_has_a_page(@TempDir Path folder) throws Exception {
    TestProject.small(folder);
    ServerSettings settings =
        new ServerSettings(
            "127.0.0.1", 0, List.of(), 1 << 20, Duration.ofSeconds(1), folder, "test");
    CurrentSite current = new CurrentSite();
    try (SiteBuilder builder = new SiteBuilder(BuildSettings.of(folder));
        SiteServer server = SiteServer.start(settings, current);
        HttpClient client = HttpClient.newHttpClient()) {
      current.swap(builder.compile(new Problems()));
      for (var code : FrontEnd.codes()) {
        URI page = URI.create(server.url() + "/-/docs/problems/" + code.code());
        assertEquals(
            200,
            client
                .send(HttpRequest.newBuilder(page).build(), BodyHandlers.discarding())
                .statusCode(),
            code.code());
      }
      current.close();
    }
  }

  @Test
  void exit_codes_are_documented() {
    assertEquals(
        Set.of(
            Integer.toString(ExitCode.OK),
            Integer.toString(ExitCode.PROBLEMS),
            Integer.toString(ExitCode.FAILURE)),
        documented("## Exit codes"));
  }

  private static Set<String> documented(String heading) {
    return reference.table(heading).stream()
        .map(row -> Reference.plain(row.getFirst()))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
