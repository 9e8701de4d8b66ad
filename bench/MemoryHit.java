import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers that need no query: a page from memory and its 304, beside an asset and a range of a
 * file.
 */
final class MemoryHit {

  private static final int ROUNDS = 5;
  private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"");

  private MemoryHit() {}

  public static void main(String[] arguments) throws Exception {
    Bench.run("memory-hit: answers without a query, 8 connections", arguments, MemoryHit::measure);
  }

  private static void measure(Bench bench) throws Exception {
    Path demo = bench.demo();
    bench.execute("build", "--root", demo.toString());
    try (Server server = bench.serve(demo, "", "--no-build")) {
      server.ready();
      String tag;
      String asset;
      try (Connection connection = new Connection(server.port())) {
        byte[] page = new byte[1 << 20];
        Connection.Answer first =
            Bench.ok(connection.exchange(Connection.request("/"), page, Long.MAX_VALUE));
        tag = first.header("ETag");
        Matcher found =
            ASSET.matcher(new String(page, 0, (int) Math.min(page.length, first.bytes())));
        asset = found.find() ? found.group(1) : "";
        bench.figure("the page's size", first.bytes() / 1e3, "kB");
        bench.exactly(
            "304 for the page's own tag",
            connection.get("/", "If-None-Match: " + tag).status(),
            304,
            "");
        bench.figure(
            "the asset's size: " + asset, Bench.ok(connection.get(asset)).bytes() / 1e3, "kB");
      }
      Map<String, byte[]> requests = new LinkedHashMap<>();
      requests.put("page from memory", Connection.request("/"));
      requests.put("page, 304", Connection.request("/", "If-None-Match: " + tag));
      requests.put("asset", Connection.request(asset));
      requests.put("64 KiB range", Connection.request(Ranges.DATA, "Range: bytes=65536-131071"));
      measure(bench, server, requests);
    }
  }

  private static void measure(Bench bench, Server server, Map<String, byte[]> requests)
      throws Exception {
    Map<String, double[]> rates = new LinkedHashMap<>();
    Map<String, double[]> megabytes = new LinkedHashMap<>();
    requests.keySet().forEach(name -> rates.put(name, new double[ROUNDS]));
    requests.keySet().forEach(name -> megabytes.put(name, new double[ROUNDS]));
    for (int round = -1; round < ROUNDS; round++) {
      for (Map.Entry<String, byte[]> request : requests.entrySet()) {
        Load.Rate rate =
            Load.on(
                server,
                (connection, number) ->
                    () -> connection.exchange(request.getValue(), null, Long.MAX_VALUE).bytes());
        if (round >= 0) {
          rates.get(request.getKey())[round] = rate.requests();
          megabytes.get(request.getKey())[round] = rate.megabytes();
        }
      }
    }
    rates.forEach((name, each) -> bench.figure(name + ", median", Bench.median(each), "req/s"));
    megabytes.forEach((name, each) -> bench.figure(name + ", median", Bench.median(each), "MB/s"));
    double[] page = rates.get("page from memory");
    bench.figure(
        "page / asset, requests per second, median",
        Bench.medianRatio(page, rates.get("asset")),
        "");
    bench.figure(
        "page / range, requests per second, median",
        Bench.medianRatio(page, rates.get("64 KiB range")),
        "");
    bench.figure(
        "304 / page, requests per second, median",
        Bench.medianRatio(rates.get("page, 304"), page),
        "");
  }
}
