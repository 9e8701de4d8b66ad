package ducksite.http;

import ducksite.engine.Site;
import ducksite.engine.render.Shell;
import ducksite.web.WebAsset;
import ducksite.web.WebAssets;
import io.undertow.server.HttpServerExchange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The frame of every HTML page: the site's name and navigation, and the addresses of the browser
 * half.
 */
final class Shells {

  private static final String BRAND = "ducksite";

  private final WebAssets assets;
  private final Notices notices;
  private final Map<String, String> versions = new TreeMap<>();

  Shells(WebAssets assets, Notices notices) {
    this.assets = assets;
    this.notices = notices;
    for (WebAsset asset : assets.all()) {
      if (asset.name().startsWith(WebAssets.FACES)) {
        versions.put(asset.name().substring(WebAssets.FACES.length()), asset.contentHash());
      }
    }
  }

  /** The frame for a site as a caller may see it. */
  Shell of(Site site, Caller caller) {
    return new Shell(
        site.title(), base(site), assets(site), site.navigation(caller.optionalUser()));
  }

  /** The frame for a site as whoever asks may see it, with what the author is told. */
  Shell of(HttpServerExchange exchange, Site site) {
    return of(site, Caller.of(exchange)).withNotice(notice(exchange, site).orElse(null));
  }

  /** What a page tells the author, if whoever asks is one. */
  Optional<Shell.Notice> notice(HttpServerExchange exchange, Site site) {
    return notices.of(exchange, site);
  }

  /** The frame where there is no site, or none that the caller may know of. */
  Shell bare(@Nullable Site site) {
    return new Shell(BRAND, base(site), assets(site), List.of());
  }

  /** The addresses of the browser half, below the site's base. */
  Shell.Assets assets(@Nullable Site site) {
    return new Shell.Assets(
        url(site, "site.css"),
        url(site, "main.js"),
        url(site, "theme.js"),
        url(site, "favicon.svg"));
  }

  /** The versions of the files that routes' pages choose among, by their names. */
  Map<String, String> versions() {
    return versions;
  }

  /** The address of Chart.js. */
  String chartScript(Site site) {
    return base(site) + ChartScriptEndpoint.PATH.substring(1) + "?v=" + WebAssets.CHART_JS_VERSION;
  }

  private String url(@Nullable Site site, String name) {
    return base(site) + assets.url(name).substring(1);
  }

  private static String base(@Nullable Site site) {
    return site == null ? "/" : site.project().config().site().basePath();
  }
}
