package ducksite.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.render.Renderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java program of the guide, compiled and run as a reader would. */
final class JavaExampleTest {

  private static final Path GUIDE = Path.of("../docs/routes.md");
  private static final Pattern PROGRAM = Pattern.compile("(?ms)^```java\\n(.*?)^```$");

  @TempDir private Path root;

  @Test
  void theProgramOfTheGuidePrintsWhatTheGuideSays() throws IOException, InterruptedException {
    Matcher program = PROGRAM.matcher(Files.readString(GUIDE));
    do {
      assertTrue(program.find(), "the guide has no program");
    } while (!program.group(1).contains("class RunHello"));
    Path source = Files.writeString(root.resolve("RunHello.java"), program.group(1));
    Path project = root.resolve("site");
    new ProjectOnDisk(project)
        .file("routes_src/hello.toml", "[params.name]\ntype = \"str\"\ndefault = \"world\"\n")
        .file("routes_src/hello.sql", "SELECT 'Hello, ' || $name || '!' AS greeting")
        .close();
    Path said = root.resolve("said");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "--add-opens=java.base/java.nio=ALL-UNNAMED",
                    "-cp",
                    BuildingProcess.classPath(),
                    source.toString(),
                    project.toString()))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertTrue(process.waitFor(5, TimeUnit.MINUTES));
    String text = Files.readString(said);
    assertEquals(0, process.exitValue(), text);
    assertTrue(text.contains("Hello, Ada!\n"), text);
    assertTrue(text.contains("NOT_FOUND: Route 'nothing' not found"), text);
    assertTrue(Files.size(project.resolve("hello.arrow")) > 100);
  }

  /**
   * A class path knows nothing of what a module provides: without the files there are no formats.
   */
  @Test
  void whatTheModuleProvidesIsSaidToClassPathsToo() throws IOException {
    Module module = Site.class.getModule();
    List<String> said =
        Files.readAllLines(
            Path.of("src/main/resources/META-INF/services/" + Renderer.class.getName()));
    List<String> provided =
        module.isNamed()
            ? module.getDescriptor().provides().stream()
                .filter(each -> each.service().equals(Renderer.class.getName()))
                .flatMap(each -> each.providers().stream())
                .toList()
            : ServiceLoader.load(Renderer.class).stream()
                .map(each -> each.type().getName())
                .filter(name -> name.startsWith("ducksite.engine."))
                .toList();
    assertEquals(List.copyOf(new TreeSet<>(provided)), List.copyOf(new TreeSet<>(said)));
  }
}
