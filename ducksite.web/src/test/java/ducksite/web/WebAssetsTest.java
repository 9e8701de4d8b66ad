package ducksite.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

final class WebAssetsTest {

  private static final int WASM_MAGIC = 0x0061736d;

  private final WebAssets assets = WebAssets.load();

  @Test
  void every_name_that_pages_use_exists() {
    for (String name :
        List.of(
            "site.css",
            "theme.js",
            "main.js",
            "charts.js",
            "every.js",
            "duckdb.js",
            "favicon.svg")) {
      assertTrue(assets.find(assets.url(name)).isPresent(), name);
    }
  }

  @Test
  void every_asset_has_the_announced_size_and_a_smaller_brotli_form() {
    for (WebAsset asset : assets.all()) {
      assertEquals(asset.size(), assets.bytes(asset, ContentCoding.IDENTITY).length, asset.name());
      assertTrue(assets.bytes(asset, ContentCoding.BROTLI).length < asset.size(), asset.name());
    }
  }

  @Test
  void the_gzip_form_inflates_to_the_plain_form() throws IOException {
    WebAsset script = assets.find(assets.url("main.js")).orElseThrow();
    byte[] gzip = assets.bytes(script, ContentCoding.GZIP);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      assertArrayEquals(assets.bytes(script, ContentCoding.IDENTITY), in.readAllBytes());
    }
  }

  @Test
  void the_engine_is_web_assembly_although_it_is_stored_compressed_only() {
    WebAsset engine = assets.find(assets.url("duckdb/duckdb-eh.wasm")).orElseThrow();
    byte[] bytes = assets.bytes(engine, ContentCoding.IDENTITY);
    assertEquals("application/wasm", engine.mediaType());
    assertEquals(WASM_MAGIC, bytes[0] << 24 | bytes[1] << 16 | bytes[2] << 8 | bytes[3]);
  }

  @Test
  void the_content_hash_is_the_part_between_name_and_extension() {
    assertEquals(
        "0a1b",
        new WebAsset("a.min.js", "/assets/a.min.0a1b.js", "text/javascript", 1).contentHash());
  }

  @Test
  void scripts_refer_to_each_other_by_their_hashed_names() {
    String main = text("main.js");
    String charts = assets.url("charts.js");
    assertTrue(main.contains(charts.substring(charts.lastIndexOf('/') + 1)), charts);
    String every = assets.url("every.js");
    assertTrue(main.contains(every.substring(every.lastIndexOf('/') + 1)), every);
    assertTrue(text("duckdb.js").contains(assets.url("duckdb/duckdb-eh.wasm")));
  }

  @Test
  void nothing_reaches_out_to_another_host() {
    assertFalse(text("site.css").contains("http"));
    assertFalse(text("site.css").contains("@import"));
  }

  @Test
  void the_files_of_pages_of_routes_have_plain_paths_too() {
    for (String name : List.of("layout.css", "params.css", "multi_select.js", "chart_boot.js")) {
      WebAsset asset = assets.named("/assets/wd/" + name).orElseThrow();
      assertEquals(WebAssets.FACES + name, asset.name());
      assertTrue(assets.find(asset.path()).isPresent(), name);
    }
    assertTrue(assets.named("/assets/main.js").isEmpty());
    assertTrue(assets.named("/vendor/duckdb/duckdb-eh.wasm").isEmpty());
  }

  @Test
  void chart_js_is_the_version_that_pages_ask_for() {
    WebAsset chart = assets.named("/vendor/chart.umd.min.js").orElseThrow();
    String text = new String(assets.bytes(chart, ContentCoding.IDENTITY), StandardCharsets.UTF_8);
    assertTrue(text.contains("Chart.js v" + WebAssets.CHART_JS_VERSION));
    assertFalse(text.contains("sourceMappingURL"));
  }

  @Test
  void an_unknown_path_is_not_found_and_an_unknown_name_is_an_error() {
    assertTrue(assets.find("/assets/../manifest.tsv").isEmpty());
    assertTrue(assets.find("/assets/main.js").isEmpty());
    assertThrows(NoSuchElementException.class, () -> assets.url("missing.js"));
  }

  private String text(String name) {
    WebAsset asset = assets.find(assets.url(name)).orElseThrow();
    return new String(assets.bytes(asset, ContentCoding.IDENTITY), StandardCharsets.UTF_8);
  }
}
