package ducksite.http;

import ducksite.engine.Site;
import ducksite.web.ContentCoding;
import ducksite.web.WebAsset;
import ducksite.web.WebAssets;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The browser half: names that hold a hash of the content, cacheable for ever, and plain names that
 * are asked about again unless a version stands behind them; in the best coding that the client
 * takes. Small assets stay in memory once sent.
 */
final class AssetEndpoint implements Endpoint {

  private static final int KEPT = 2 << 20;

  private final WebAssets assets;
  private final Answers answers;
  private final ConcurrentMap<String, byte[]> kept = new ConcurrentHashMap<>();

  AssetEndpoint(WebAssets assets, Answers answers) {
    this.assets = assets;
    this.answers = answers;
  }

  @Override
  public boolean answerAtOnce(HttpServerExchange exchange, Site site, String path) {
    Optional<WebAsset> asset = find(path);
    if (asset.isPresent() && asset.get().size() > KEPT) {
      return false;
    }
    answer(exchange, site, path);
    return true;
  }

  @Override
  public void answer(HttpServerExchange exchange, Site site, String path) {
    Optional<WebAsset> found = find(path);
    if (found.isEmpty()) {
      answers.problem(exchange, HttpProblem.notFound());
      return;
    }
    WebAsset asset = found.get();
    String tag = '"' + asset.contentHash() + '"';
    exchange.getResponseHeaders().put(Headers.ETAG, tag);
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, keeping(exchange, asset, path));
    exchange.getResponseHeaders().put(Headers.VARY, "Accept-Encoding");
    if (EntityTags.matches(exchange.getRequestHeaders().getFirst(Headers.IF_NONE_MATCH), tag)) {
      answers.notModified(exchange);
      return;
    }
    ContentCoding coding = coding(exchange.getRequestHeaders().getFirst(Headers.ACCEPT_ENCODING));
    if (coding != ContentCoding.IDENTITY) {
      exchange.getResponseHeaders().put(Headers.CONTENT_ENCODING, coding.token());
    }
    answers.bytes(exchange, asset.mediaType(), bytes(asset, coding));
  }

  private Optional<WebAsset> find(String path) {
    return assets.find(path).or(() -> assets.named(path));
  }

  /** An address with the content's hash in it, or its version behind it, means one content. */
  private static String keeping(HttpServerExchange exchange, WebAsset asset, String path) {
    java.util.Deque<String> version = exchange.getQueryParameters().get("v");
    boolean fixed =
        asset.path().equals(path)
            || version != null
                && (version.getLast().equals(asset.contentHash())
                    || path.equals(ChartScriptEndpoint.PATH)
                        && version.getLast().equals(WebAssets.CHART_JS_VERSION));
    return fixed ? "public, max-age=31536000, immutable" : "public, no-cache";
  }

  private byte[] bytes(WebAsset asset, ContentCoding coding) {
    return asset.size() > KEPT
        ? assets.bytes(asset, coding)
        : kept.computeIfAbsent(coding.token() + asset.path(), key -> assets.bytes(asset, coding));
  }

  /** The best coding of those that a header accepts; a coding with {@code q=0} is refused. */
  private static ContentCoding coding(@Nullable String header) {
    if (header == null) {
      return ContentCoding.IDENTITY;
    }
    List<String> accepted =
        Arrays.stream(header.split(","))
            .map(String::strip)
            .filter(each -> !each.matches(".*;\\s*q=0(\\.0*)?$"))
            .map(each -> each.split(";", 2)[0].strip())
            .toList();
    return Arrays.stream(ContentCoding.values())
        .filter(each -> accepted.contains(each.token()))
        .findFirst()
        .orElse(ContentCoding.IDENTITY);
  }
}
