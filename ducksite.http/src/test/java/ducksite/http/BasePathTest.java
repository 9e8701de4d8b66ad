package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site that a proxy mounts below a path. */
final class BasePathTest {

  private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"(/[^\"]*)\"");

  @TempDir private static Path folder;
  private static TestSite site;

  @BeforeAll
  static void start() throws IOException {
    site =
        new TestSite(folder)
            .file(
                "ducksite.toml",
                """
                [site]
                base_path = "/x/"
                [[file_sources]]
                name = "sales"
                upstream_glob = "data/sales.parquet"
                """)
            .data("data/sales.parquet", "SELECT 1 AS id")
            .file("content/index.md", "# Start\n")
            .file("content/folder/index.md", "# Folder\n")
            .file("static/own.txt", "own")
            .route("one", "", "SELECT id FROM sales")
            .start();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void everythingLiesBelowTheBase() throws IOException {
    for (String path :
        List.of(
            "",
            "one",
            "one.csv",
            "own.txt",
            "data/sales/sales.parquet",
            "openapi.json",
            "-/problems",
            "folder/")) {
      assertEquals(200, site.get("/x/" + path).status(), path);
      assertEquals(404, site.get("/" + path).status(), path);
    }
    assertEquals(404, site.get("/xone").status());
    assertEquals(200, site.get("/healthz").status());
  }

  @Test
  void redirectsStayBelowTheBase() throws IOException {
    try (RawConnection connection = site.connect()) {
      assertEquals("/x/folder/", connection.get("/x/folder").header("location"));
    }
  }

  @Test
  void whatPagesReferToLiesBelowTheBase() throws IOException {
    for (String page : List.of("/x/", "/x/one.html", "/x/-/problems", "/x/nothing")) {
      String html = site.get(page, "Accept", "text/html").text();
      List<String> addresses = new ArrayList<>();
      for (Matcher found = ADDRESS.matcher(html); found.find(); ) {
        addresses.add(found.group(1).replace("&amp;", "&"));
      }
      assertTrue(addresses.size() >= 5, page + " has " + addresses);
      for (String address : addresses) {
        assertTrue(address.startsWith("/x/"), page + " refers to " + address);
        assertEquals(200, site.get(address).status(), page + " refers to " + address);
      }
    }
  }

  @Test
  void theDescriptionNamesTheAddressesAsTheyAre() throws IOException {
    assertTrue(site.get("/x/openapi.json").json().get("paths").has("/one"));
    assertEquals("/x", site.get("/x/openapi.json").json().at("/servers/0/url").asText());
  }
}
