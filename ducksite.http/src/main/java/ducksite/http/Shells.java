package ducksite.http;

import ducksite.engine.Site;
import ducksite.engine.render.Shell;
import ducksite.web.WebAssets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frame of every HTML page: the site's name and navigation, and the addresses of the browser
 * half.
 */
final class Shells {

  private static final String BRAND = "ducksite";

  private final WebAssets assets;

  Shells(WebAssets assets) {
    this.assets = assets;
  }

  /** The frame for a site; a bare one while there is none. */
  Shell of(@Nullable Site site) {
    return new Shell(
        site == null ? BRAND : site.title(),
        base(site),
        assets(site),
        site == null ? List.of() : site.navigation());
  }

  /** The addresses of the browser half, below the site's base. */
  Shell.Assets assets(@Nullable Site site) {
    return new Shell.Assets(
        url(site, "site.css"),
        url(site, "main.js"),
        url(site, "theme.js"),
        url(site, "favicon.svg"));
  }

  private String url(@Nullable Site site, String name) {
    return base(site) + assets.url(name).substring(1);
  }

  private static String base(@Nullable Site site) {
    return site == null ? "/" : site.project().config().site().basePath();
  }
}
