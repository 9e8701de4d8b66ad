package ducksite.http;

import ducksite.engine.route.RouteException;
import ducksite.engine.route.RouteResult;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Routes' answers as Parquet files: the kept one as it is, or one that is made for the answer. */
final class ParquetBodies {

  private static final Logger LOG = LoggerFactory.getLogger(ParquetBodies.class);

  private final HttpMetrics metrics;
  private final SpoolSettings spools;

  ParquetBodies(HttpMetrics metrics, SpoolSettings spools) {
    this.metrics = metrics;
    this.spools = spools;
  }

  /** Sends a result as a file, and closes it. */
  void send(
      HttpServerExchange exchange,
      RouteEndpoint.Asked asked,
      RouteResult result,
      ClientPresence client,
      long started)
      throws IOException, RouteException {
    exchange.addExchangeCompleteListener(
        (done, next) -> {
          result.close();
          next.proceed();
        });
    RouteHeaders.keeping(exchange, asked.plan(), result.entityTag(asked.representation()));
    RouteHeaders.put(exchange, RouteHeaders.slice(result.slice(), result.totalRows()));
    RouteHeaders.timing(exchange, result.timing());
    Optional<Path> kept = result.parquetFile();
    result.totalRows().ifPresent(rows -> RouteAnalytics.rows(exchange, rows));
    if (kept.isPresent()) {
      client.close();
      RouteBodies.counted(metrics, result.timing().source(), started);
      FileAnswer.sendWhole(exchange, kept.get());
      return;
    }
    Path file = spools.temporaryFile(".parquet");
    exchange.addExchangeCompleteListener(
        (done, next) -> {
          delete(file);
          next.proceed();
        });
    try (client) {
      long rows = result.writeParquet(file, client);
      RouteHeaders.keeping(exchange, asked.plan(), result.entityTag(asked.representation()));
      metrics.queryRows.inc(rows);
      if (result.totalRows().isEmpty()) {
        RouteAnalytics.rows(exchange, rows);
      }
      RouteBodies.counted(metrics, result.timing().source(), started);
    }
    FileAnswer.sendWhole(exchange, file);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("the temporary file {} cannot be removed", file, e);
    }
  }
}
