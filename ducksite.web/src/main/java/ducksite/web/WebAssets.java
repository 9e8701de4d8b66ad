package ducksite.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The index of everything that browsers load, read from this jar's manifest. Immutable.
 *
 * <p>Names that pages use: {@code site.css}; {@code theme.js}, a classic script for the head that
 * shows a stored theme before the first paint; {@code main.js}, the module of every page; {@code
 * charts.js}, which it imports where a page has charts; {@code duckdb.js}, a module that exports
 * {@code openDatabase}; {@code favicon.svg}; {@code chart.umd.min.js}, which is Chart.js; and below
 * {@link #FACES} the style sheets and modules of routes' pages, such as {@code wd/params.css}.
 */
public final class WebAssets {

  /** The version of Chart.js that comes with this jar. */
  public static final String CHART_JS_VERSION = "4.4.3";

  /** What the names of the style sheets and scripts of routes' pages begin with. */
  public static final String FACES = "wd/";

  private static final String MANIFEST = "manifest.tsv";
  private static final int FIELDS = 4;

  private final Map<String, WebAsset> byName;
  private final Map<String, WebAsset> byPath;

  private WebAssets(Collection<WebAsset> assets) {
    byName = new LinkedHashMap<>();
    byPath = new LinkedHashMap<>();
    for (WebAsset asset : assets) {
      byName.put(asset.name(), asset);
      byPath.put(asset.path(), asset);
    }
  }

  /**
   * The assets of this jar.
   *
   * @throws IllegalStateException when the jar was built without its browser half
   */
  public static WebAssets load() {
    try (InputStream in = WebAssets.class.getResourceAsStream(MANIFEST)) {
      if (in == null) {
        throw new IllegalStateException(
            "ducksite.web holds no " + MANIFEST + "; build it with node build.mjs");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return new WebAssets(lines.lines().map(WebAssets::parsed).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All assets, ordered by name. */
  public Collection<WebAsset> all() {
    return byName.values().stream().toList();
  }

  /** The asset served at a URL path, such as {@code /assets/main.JJCTFNJI.js}. */
  public Optional<WebAsset> find(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  /**
   * The asset of a plain path without a hash, such as {@code /assets/wd/params.css} or {@code
   * /vendor/chart.umd.min.js}; only those of routes' pages and Chart.js have one.
   */
  public Optional<WebAsset> named(String path) {
    return byName.values().stream().filter(asset -> path.equals(plain(asset))).findFirst();
  }

  private static String plain(WebAsset asset) {
    return asset.name().startsWith(FACES)
        ? "/assets/" + asset.name()
        : asset.name().startsWith("chart.umd.") ? "/vendor/" + asset.name() : "";
  }

  /**
   * The URL path of an asset, such as {@code /assets/main.JJCTFNJI.js} for {@code main.js}. A site
   * below another path puts its own prefix before it: the assets refer to each other relatively.
   *
   * @throws NoSuchElementException when there is no asset of that name
   */
  public String url(String name) {
    WebAsset asset = byName.get(name);
    if (asset == null) {
      throw new NoSuchElementException(
          "no asset is called '" + name + "'; there are " + byName.keySet());
    }
    return asset.path();
  }

  /**
   * An asset's bytes, read from the jar at each call. Every asset has every coding; one of more
   * than four megabytes is inflated for {@link ContentCoding#IDENTITY}.
   */
  public byte[] bytes(WebAsset asset, ContentCoding coding) {
    try {
      Optional<byte[]> stored = stored(asset, coding);
      if (stored.isEmpty() && coding == ContentCoding.IDENTITY) {
        stored = inflated(asset);
      }
      return stored.orElseThrow(
          () -> new NoSuchElementException("no " + coding.token() + " form of " + asset.path()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + asset.path(), e);
    }
  }

  private static Optional<byte[]> stored(WebAsset asset, ContentCoding coding) throws IOException {
    try (InputStream in = WebAssets.class.getResourceAsStream(resource(asset, coding))) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    }
  }

  private static Optional<byte[]> inflated(WebAsset asset) throws IOException {
    try (InputStream in =
        WebAssets.class.getResourceAsStream(resource(asset, ContentCoding.GZIP))) {
      return in == null ? Optional.empty() : Optional.of(new GZIPInputStream(in).readAllBytes());
    }
  }

  /** Relative to this class: resources below a module's package are visible to that module only. */
  private static String resource(WebAsset asset, ContentCoding coding) {
    return asset.path().substring(1) + coding.suffix();
  }

  private static WebAsset parsed(String line) {
    String[] fields = line.split("\t", -1);
    if (fields.length != FIELDS) {
      throw new IllegalStateException(
          MANIFEST + " holds a line of " + fields.length + " fields: " + line);
    }
    return new WebAsset(fields[0], fields[1], fields[2], Long.parseLong(fields[3]));
  }
}
