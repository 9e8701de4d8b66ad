package ducksite.http;

import ducksite.engine.Site;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;

/** Chart.js: the project's own build where it has put one, else the one that comes with us. */
final class ChartScriptEndpoint implements Endpoint {

  static final String PATH = "/vendor/chart.umd.min.js";

  private static final String OWN = "/vendor/chartjs/chart.umd.min.js";

  private final StaticFiles files;
  private final AssetEndpoint assets;

  ChartScriptEndpoint(StaticFiles files, AssetEndpoint assets) {
    this.files = files;
    this.assets = assets;
  }

  @Override
  public boolean answerAtOnce(HttpServerExchange exchange, Site site, String path) {
    return false;
  }

  @Override
  public void answer(HttpServerExchange exchange, Site site, String path) throws IOException {
    if (!files.answer(exchange, site, OWN)) {
      assets.answer(exchange, site, path);
    }
  }
}
