package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StaticFilesTest {

  private static final String SECRET = "not for anybody";

  @TempDir private static Path folder;
  @TempDir private static Path outside;
  private static TestSite site;

  @BeforeAll
  static void start() throws IOException {
    site =
        new TestSite(folder)
            .file("static/logo.svg", "<svg/>")
            .file("static/deep/er/notes.txt", "notes")
            .file("static/blob.unknown", "?")
            .file("static/deep/.hidden", SECRET)
            .file("static/.git/config", SECRET)
            .file("static/sql/_global/x.sql", SECRET)
            .file("static/forms/answers.csv", SECRET)
            .file("static/data/copy.parquet", SECRET)
            .file(".ducksite_data/runtime.sqlite", SECRET)
            .file("content/index.md", "# Start\n");
    Files.writeString(outside.resolve("secret.txt"), SECRET);
    Files.createSymbolicLink(folder.resolve("static/link.txt"), outside.resolve("secret.txt"));
    Files.createSymbolicLink(folder.resolve("static/folder"), outside);
    Files.createSymbolicLink(
        folder.resolve("static/near.txt"), folder.resolve("static/deep/er/notes.txt"));
    site.start();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/logo.svg, <svg/>, image/svg+xml",
    "/deep/er/notes.txt, notes, text/plain; charset=utf-8",
    "/static/deep/er/notes.txt, notes, text/plain; charset=utf-8",
    "/blob.unknown, ?, application/octet-stream",
    "/near.txt, notes, text/plain; charset=utf-8",
  })
  void anOwnFileIsServedAsWhatItIs(String path, String text, String mediaType) throws IOException {
    Reply reply = site.get(path);
    assertEquals(200, reply.status());
    assertEquals(text, reply.text());
    assertEquals(mediaType, reply.header("content-type"));
    assertEquals("nosniff", reply.header("x-content-type-options"));
    assertEquals(304, site.get(path, "If-None-Match", reply.header("etag")).status());
    assertEquals(206, site.get(path, "Range", "bytes=0-0").status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/deep",
        "/deep/",
        "/deep/er/",
        "/deep/.hidden",
        "/.git/config",
        "/link.txt",
        "/folder/secret.txt",
        "/sql/_global/x.sql",
        "/forms/answers.csv",
        "/static/sql/_global/x.sql",
        "/static/forms/answers.csv",
        "/static/deep/.hidden",
        "/static/link.txt",
        "/static/",
        "/static/%2e%2e/ducksite.toml",
        "/../ducksite.toml",
        "/%2e%2e/.ducksite_data/runtime.sqlite",
        "/deep/%2e%2e/%2e%2e/ducksite.toml",
        "/deep/..%2f..%2fducksite.toml",
        "/deep\\..\\..\\ducksite.toml",
        "//etc/passwd",
        "/logo.svg%00.txt",
        "/logo.svg/",
        "/./logo.svg",
        "/deep//er/notes.txt",
      })
  void nothingElseIs(String path) throws IOException {
    try (RawConnection connection = site.connect()) {
      Reply reply = connection.get(path);
      assertTrue(List.of(400, 404).contains(reply.status()), path + " gave " + reply.status());
      assertFalse(reply.text().contains(SECRET));
    }
  }

  @Test
  void aPageOutranksAFile() throws IOException {
    Files.writeString(folder.resolve("static/index.html"), "a file");
    assertTrue(site.get("/index.html").text().contains("<h1"));
  }
}
