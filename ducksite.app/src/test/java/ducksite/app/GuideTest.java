package ducksite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The guide for authors of plugins: each of its projects does what the guide says. */
final class GuideTest {

  private static final Path PAGE = Path.of("../docs/plugins.md");
  private static final String SERVICE = "127.0.0.1:8900";
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  @TempDir private Path folder;

  private HttpServer service;

  static List<Guide> projects() throws IOException {
    return Guide.read(PAGE).stream().filter(section -> !section.commands().isEmpty()).toList();
  }

  /** The service of which the guide speaks: it answers with files of the project. */
  @BeforeEach
  void serveTheProjectsFiles() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/",
        exchange -> {
          Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1));
          byte[] bytes = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
          exchange.sendResponseHeaders(bytes.length == 0 ? 404 : 200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    service.start();
  }

  @AfterEach
  void stop() {
    service.stop(0);
  }

  @ParameterizedTest
  @MethodSource("projects")
  void aProjectOfTheGuideDoesWhatTheGuideSays(Guide section) throws IOException {
    Files.writeString(folder.resolve("ducksite.toml"), "");
    List<Guide.Command> commands = new ArrayList<>(section.commands());
    // Data first, as a reader does who follows the page: the project is written when it is asked.
    while (!commands.isEmpty() && commands.getFirst().prints().isEmpty()) {
      run(commands.removeFirst());
    }
    for (var file : section.files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      String address = SERVICE.replace("8900", "" + service.getAddress().getPort());
      Files.writeString(path, file.getValue().replace(SERVICE, address));
    }
    for (Guide.Command command : commands) {
      assertPrints(command, run(command));
    }
  }

  private static void assertPrints(Guide.Command command, String printed) {
    // A line of its own stands for lines, within a line for a part of it.
    String pattern =
        ("\\Q" + command.prints().strip() + "\\E")
            .replaceAll("(?m)(?<=^|\\\\Q)…(?=$|\\\\E)", "\\\\E(?s:.*)\\\\Q")
            .replace("…", "\\E.*\\Q");
    assertTrue(
        Pattern.matches(pattern, printed.strip()),
        () -> "$ " + command.line() + "\nprints\n" + printed + "\nand not\n" + command.prints());
  }

  private String run(Guide.Command command) throws IOException {
    List<String> words = words(command.line());
    return words.removeFirst().equals("jar") ? jar(words) : ducksite(words);
  }

  /** Data goes to a file, since the program writes it to the process's own output. */
  private String ducksite(List<String> words) throws IOException {
    words.addAll(List.of("--root", folder.toString()));
    boolean data = List.of("query", "run").contains(words.getFirst());
    Path output = folder.resolve("output");
    Files.deleteIfExists(output);
    if (data && !words.contains("--output")) {
      words.addAll(List.of("--output", output.toString()));
    }
    Outcome outcome = Outcome.of(words.toArray(String[]::new));
    String printed = Files.exists(output) ? Files.readString(output) : outcome.out();
    return outcome.code() == 0 ? printed.replace("\r\n", "\n") : outcome.err();
  }

  private String jar(List<String> words) {
    ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
    List<String> all = new ArrayList<>(words.subList(0, words.size() - 1));
    all.addAll(List.of("-C", folder.toString(), words.getLast()));
    assertEquals(0, jar.run(System.out, System.err, all.toArray(String[]::new)));
    return "";
  }

  /** Words of a command line; what stands for a file to write lies in the project. */
  private List<String> words(String line) throws IOException {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(line);
    while (matcher.find()) {
      String word = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      boolean file = !words.isEmpty() && List.of("--output", "--file").contains(words.getLast());
      if (file) {
        Path path = folder.resolve(word);
        Files.createDirectories(path.getParent());
        words.add(path.toString());
      } else {
        words.add(word);
      }
    }
    return words;
  }

  @Test
  void theTestInTheGuideIsTheOneThatTheVerbWrites() throws IOException {
    String written =
        Scaffold.project(PluginName.of("sales_loader"), PluginKind.PARQUET)
            .project()
            .get("src/test/java/com/example/salesloader/SalesLoaderTest.java");
    assertTrue(Files.readString(PAGE).contains("```java\n" + written + "```\n"), written);
  }

  @Test
  void noBlockOfTheGuideIsLeftOut() throws IOException {
    int projects = 0;
    for (Guide section : Guide.read(PAGE)) {
      boolean run = !section.commands().isEmpty();
      projects += run ? 1 : 0;
      assertTrue(run || section.title().equals("Testing"), section::title);
    }
    assertEquals(12, projects);
  }
}
