package ducksite.http;

import ducksite.api.location.LocationStat;
import ducksite.engine.Site;
import ducksite.engine.datamap.LocationReads;
import ducksite.engine.datamap.ProxiedFile;
import ducksite.engine.plugin.PluginException;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a file that stays where it is: ranges of one version pass from the plugin that reads it to
 * the client. The plugin's threads give a piece at a time and never wait for the client; the
 * request's own thread does, before it asks for the next piece. A bounded number at once.
 */
final class ProxiedAnswer {

  private static final Logger LOG = LoggerFactory.getLogger(ProxiedAnswer.class);
  private static final int AT_ONCE = 64;

  /** The first piece is small: an error before it is still an error answer. */
  private static final long FIRST_PIECE = 128 << 10;

  private static final long PIECE = 2 << 20;

  private final Semaphore places = new Semaphore(AT_ONCE);
  private final Answers answers;
  private final SpoolSettings spools;

  ProxiedAnswer(Answers answers, SpoolSettings spools) {
    this.answers = answers;
    this.spools = spools;
  }

  /** Answers a GET or HEAD; returns when all has been read from the plugin. */
  void send(HttpServerExchange exchange, Site site, ProxiedFile file, String mediaType)
      throws IOException {
    if (!places.tryAcquire()) {
      answers.problem(exchange, HttpProblem.of(503, "overloaded", "The server is busy"));
      return;
    }
    try {
      answer(exchange, site.locationReads(), file, mediaType);
    } catch (PluginException e) {
      LOG.warn("{} cannot be read: {}", file.httpPath(), e.getMessage());
      exchange.getResponseHeaders().remove(Headers.CONTENT_RANGE);
      answers.problem(exchange, problem(e));
    } catch (Spool.AbandonedException e) {
      LOG.debug("the client of {} has gone", file.httpPath());
    } finally {
      places.release();
    }
  }

  private void answer(
      HttpServerExchange exchange, LocationReads reads, ProxiedFile file, String mediaType)
      throws IOException {
    LocationStat stat = reads.stat(file);
    Optional<ByteRange> range =
        FileAnswer.begin(exchange, stat.size(), tag(stat.version()), mediaType);
    if (range.isEmpty()) {
      exchange.endExchange();
      return;
    }
    try (Spool spool = spools.open()) {
      pass(exchange, reads, file, stat, range.get(), spool);
    }
  }

  private static void pass(
      HttpServerExchange exchange,
      LocationReads reads,
      ProxiedFile file,
      LocationStat stat,
      ByteRange range,
      Spool spool)
      throws IOException {
    LocationReads.Sink sink =
        (bytes, length) -> {
          if (!spool.isAbandoned()) {
            spool.write(bytes, 0, length);
          }
          return !spool.isAbandoned();
        };
    long first = Math.min(FIRST_PIECE, range.length());
    reads.read(file, stat, range.start(), first, sink);
    SpoolSender.send(exchange, spool);
    try {
      for (long sent = first; sent < range.length() && !spool.isAbandoned(); sent += PIECE) {
        spool.flush();
        spool.awaitRead();
        long length = Math.min(PIECE, range.length() - sent);
        reads.read(file, stat, range.start() + sent, length, sink);
      }
    } catch (PluginException | IOException e) {
      LOG.debug("{} is broken off", file.httpPath(), e);
      spool.fail(e);
    } catch (InterruptedException e) {
      spool.fail(e);
      Thread.currentThread().interrupt();
    }
  }

  private static HttpProblem problem(PluginException failure) {
    if (LocationReads.isMissing(failure) || LocationReads.isChanged(failure)) {
      return HttpProblem.of(503, "data_missing", "Data is being replaced")
          .withDetail("The file behind this address is not there at the moment.");
    }
    return switch (failure.kind()) {
      case TIMEOUT -> HttpProblem.of(504, "plugin_timeout", "The data's place is too slow");
      case OVERLOADED, STUCK -> HttpProblem.of(503, "overloaded", "The server is busy");
      default ->
          HttpProblem.of(502, "plugin_failed", "Data cannot be read")
              .withDetail("The place where this file lies does not give it.");
    };
  }

  /** A strong entity tag of a version, whatever characters that has. */
  private static String tag(String version) {
    boolean plain = version.chars().allMatch(c -> c > ' ' && c < 127 && c != '"');
    return plain
        ? '"' + version + '"'
        : '"' + HexFormat.of().formatHex(version.getBytes(StandardCharsets.UTF_8)) + '"';
  }
}
