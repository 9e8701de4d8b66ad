package ducksite.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * That browser tests can see both a page and its errors: without this, a browser test that finds
 * nothing wrong says little.
 */
@BrowserRequired
final class BrowserIT {
  @Test
  void seesElementsThatScriptsMakeAndErrorsThatTheyThrow(@TempDir Path folder) throws IOException {
    Path page = folder.resolve("page.html");
    Files.writeString(
        page,
        """
        <!doctype html><title>t</title><script>
        setTimeout(() => { document.body.innerHTML = '<p id="late">here</p>'; throw new Error('planted'); }, 50);
        </script>
        """);
    try (Browser browser = new Browser()) {
      browser.open(URI.create(page.toUri().toString()));
      assertEquals("here", browser.find("#late").getText());
      browser.waitFor("document.title === 't'");
      assertEquals(1, browser.errors().stream().filter(line -> line.contains("planted")).count());
    }
  }
}
