import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A kept page of a route from memory and its 304, beside the front page and an asset. */
final class HotRoute {

  static final String PAGE = "/page?limit=200";
  private static final int ROUNDS = 5;

  private HotRoute() {}

  public static void main(String[] arguments) throws Exception {
    Bench.run("hot: a kept page of 200 rows, 8 connections", arguments, HotRoute::measure);
  }

  static Map<String, String> files() {
    return Map.ofEntries(
        Map.entry("ducksite.toml", ""),
        Map.entry("content/index.md", "# Start\n"),
        Map.entry("routes_src/page.toml", "[cache]\norder_by = \"id\"\n"),
        Map.entry(
            "routes_src/page.sql",
            "SELECT range AS id, 'customer ' || range AS name, range % 7 AS region,"
                + " range * 1.25 AS amount FROM range(10000)"),
        Map.entry(
            "routes_src/slow.toml", "[cache]\norder_by = \"n\"\n[params.key]\ntype = \"int\"\n"),
        Map.entry(
            "routes_src/slow.sql", "SELECT sum(hash(range + $key) % 7) AS n FROM range(400000000)"),
        Map.entry(
            "routes_src/work.toml", "[cache]\norder_by = \"g\"\n[params.key]\ntype = \"int\"\n"),
        Map.entry(
            "routes_src/work.sql",
            "SELECT range % 200 AS g, sum(hash(range + $key) % 7) AS n FROM range(8000000)"
                + " GROUP BY ALL"),
        Map.entry(
            "routes_src/small.toml", "[cache]\norder_by = \"g\"\n[params.key]\ntype = \"int\"\n"),
        Map.entry(
            "routes_src/small.sql",
            "SELECT range AS g, hash(range + $key) % 7 AS n FROM range(200)"),
        Map.entry(
            "routes_src/part.toml", "[cache]\norder_by = \"g\"\n[params.key]\ntype = \"int\"\n"),
        Map.entry(
            "routes_src/part.sql",
            "SELECT range % 200 AS g, sum(hash(range + $key) % 7) AS n FROM range(400000) GROUP BY"
                + " ALL"));
  }

  private static void measure(Bench bench) throws Exception {
    Path project = bench.project("hot", files());
    try (Server server = bench.serve(project, "")) {
      server.ready();
      String tag;
      try (Connection connection = new Connection(server.port())) {
        tag = Bench.ok(connection.get(PAGE)).header("ETag");
        Bench.ok(connection.get("/"));
        bench.exactly(
            "304 for its own tag", connection.get(PAGE, "If-None-Match: " + tag).status(), 304, "");
        bench.figure("the page's size", Bench.ok(connection.get(PAGE)).bytes() / 1e3, "kB");
      }
      Map<String, byte[]> requests = new LinkedHashMap<>();
      requests.put("route from memory", Connection.request(PAGE));
      requests.put("route, gzip", Connection.request(PAGE, "Accept-Encoding: gzip"));
      requests.put("route, 304", Connection.request(PAGE, "If-None-Match: " + tag));
      requests.put("site's page from memory", Connection.request("/"));
      requests.put("health", Connection.request("/healthz"));
      Map<String, double[]> rates = new LinkedHashMap<>();
      requests.keySet().forEach(name -> rates.put(name, new double[ROUNDS]));
      for (int round = -1; round < ROUNDS; round++) {
        for (Map.Entry<String, byte[]> request : requests.entrySet()) {
          Load.Rate rate =
              Load.on(
                  server,
                  (connection, number) ->
                      () -> connection.exchange(request.getValue(), null, Long.MAX_VALUE).bytes());
          if (round >= 0) {
            rates.get(request.getKey())[round] = rate.requests();
          }
        }
      }
      rates.forEach((name, each) -> bench.figure(name + ", median", Bench.median(each), "req/s"));
      double[] hot = rates.get("route from memory");
      bench.figure(
          "route / site's page, median",
          Bench.medianRatio(hot, rates.get("site's page from memory")),
          "");
      bench.figure("route / health, median", Bench.medianRatio(hot, rates.get("health")), "");
      bench.figure(
          "304 / health, median",
          Bench.medianRatio(rates.get("route, 304"), rates.get("health")),
          "");
    }
  }
}
