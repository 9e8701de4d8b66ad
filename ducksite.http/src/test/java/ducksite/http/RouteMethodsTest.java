package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The methods that routes declare. */
final class RouteMethodsTest {

  private static final String NAME = "[params.name]\ndefault = \"world\"\n";
  private static final String SQL = "SELECT $name AS name";

  @TempDir private Path folder;
  private TestSite site;

  @BeforeEach
  void start() throws IOException {
    site =
        new TestSite(folder)
            .file("content/index.md", "# Start\n")
            .route("usual", NAME, SQL)
            .route("both", "methods = [\"GET\", \"POST\"]\n" + NAME, SQL)
            .route("sent", "methods = [\"POST\"]\n" + NAME, SQL)
            .start();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void aDeclaredPostReadsTheQueryStringAlone() throws IOException {
    for (String path : List.of("/both", "/sent")) {
      Reply reply = site.post(path + "?name=Ada", "{\"name\": \"nobody\"}");
      assertEquals(200, reply.status(), reply.text());
      assertEquals(List.of("{\"name\":\"Ada\"}"), reply.rows());
      assertEquals(
          200,
          site.post(path, "name=nobody", "Content-Type: text/plain", "If-None-Match: *").status());
      assertEquals("name\r\nworld\r\n", site.post(path + ".csv", "x").text());
    }
    assertEquals(400, site.post("/both?limit=x", "{}").status());
    assertEquals(200, site.get("/both").status());
  }

  @Test
  void aMethodThatIsNotDeclaredIsRefusedWithThoseThatAre() throws IOException {
    refused(site.post("/usual", "{}"), "GET, HEAD");
    refused(site.post("/", "{}"), "GET, HEAD");
    refused(site.post("/nothing", "{}"), "GET, HEAD");
    refused(site.get("/sent"), "POST");
    assertEquals(405, site.send("HEAD", "/sent").status());
    for (String method : List.of("PUT", "DELETE", "PATCH")) {
      assertEquals(405, site.send(method, "/both").status());
    }
  }

  private static void refused(Reply reply, String allowed) throws IOException {
    assertEquals(405, reply.status(), reply.text());
    assertEquals("method_not_allowed", reply.code());
    assertEquals(allowed, reply.header("allow"));
  }

  @Test
  void theDescriptionsNameTheMethods() throws IOException {
    JsonNode paths = site.get("/openapi.json").json().get("paths");
    assertTrue(paths.at("/~1both/get").isObject() && paths.at("/~1both/post").isObject());
    assertFalse(paths.get("/sent").has("get"));
    assertEquals("sent", paths.at("/~1sent/post/operationId").asText());
    assertTrue(site.get("/-/docs/routes/sent").text().contains("POST /sent"));
  }

  @Test
  void anotherMethodIsAnErrorOfTheBuild() throws IOException {
    site.route("put", "methods = [\"GET\", \"PUT\"]\n", "SELECT 1 AS one");
    site.route("none", "methods = [\"HEAD\"]\n", "SELECT 1 AS one");
    assertEquals(
        List.of("route/not-supported", "route/not-supported"),
        site.loadAnyway().all().stream().map(problem -> problem.code()).toList());
  }
}
