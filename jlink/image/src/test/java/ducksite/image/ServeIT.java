package ducksite.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo, served by the image. */
final class ServeIT {
  private final Image image = Image.built();

  @Test
  void servesTheDemoAndEndsWithZeroOnTheTerminationSignal(@TempDir Path folder) throws IOException {
    try (Server server = image.serve(demo(folder))) {
      assertEquals(200, server.get("/readyz").statusCode(), () -> server.messages().toString());
      assertEquals(200, server.get("/", "Accept", "text/html").statusCode());
      assertEquals(0, server.stop(), () -> server.messages().toString());
    }
    Path copies = folder.resolve("demo/.ducksite_data/tmp/plugins");
    try (Stream<Path> files = Files.list(copies)) {
      assertEquals(List.of(copies.resolve("gate.lock")), files.toList());
    }
  }

  @Test
  void aServerUnpacksNoNativeLibraryToTheTemporaryFolder(@TempDir Path folder) throws IOException {
    Path temporary = Files.createDirectories(folder.resolve("temporary"));
    try (Server server = image.serveWith(List.of("-Djava.io.tmpdir=" + temporary), demo(folder))) {
      assertEquals(200, server.get("/", "Accept", "text/html").statusCode());
      try (Stream<Path> files = Files.walk(temporary)) {
        List<Path> libraries =
            files.filter(file -> file.toString().matches(".*(\\.so|jnilib|\\.tmp).*")).toList();
        assertEquals(List.of(), libraries);
      }
    }
  }

  @Test
  @BrowserRequired
  void theFirstPageOpensInABrowserWithoutErrors(@TempDir Path folder) throws IOException {
    try (Server server = image.serve(demo(folder));
        Browser browser = new Browser()) {
      browser.open(server.uri("/"));
      browser.waitFor("document.readyState === 'complete'");
      assertTrue(browser.find("h1").isDisplayed());
      assertEquals(List.of(), browser.errors());
    }
  }

  private Path demo(Path folder) throws IOException {
    Path project = folder.resolve("demo");
    Trees.copy(image.file("demo"), project, _ -> true);
    return project;
  }
}
