package ducksite.http;

import ducksite.engine.Site;
import ducksite.engine.datamap.MappedFile;
import ducksite.engine.datamap.ProxiedFile;
import ducksite.engine.datamap.ServedFile;
import ducksite.engine.duck.DuckException;
import ducksite.engine.duck.DuckOverloadedException;
import ducksite.engine.project.FileAccess;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;

/** {@code /data/…}: the Parquet files of the data map, filtered where a filter holds. */
final class DataEndpoint implements Endpoint {

  private static final String PARQUET = "application/vnd.apache.parquet";

  private static final Pattern BACKSLASH = Pattern.compile("%5[Cc]");

  private final Answers answers;
  private final ProxiedAnswer proxied;

  DataEndpoint(Answers answers, SpoolSettings spools) {
    this.answers = answers;
    this.proxied = new ProxiedAnswer(answers, spools);
  }

  @Override
  public void answer(HttpServerExchange exchange, Site site, String path) throws IOException {
    String key = key(site, path.substring(1));
    Optional<ProxiedFile> elsewhere = site.dataMap().proxied().find(key);
    Optional<MappedFile> found = site.dataMap().find(key);
    String source =
        elsewhere.map(ProxiedFile::source).or(() -> found.map(MappedFile::source)).orElse("");
    if ((elsewhere.isPresent() || found.isPresent())
        && !Caller.of(exchange).may(site.rolesOf(source))) {
      answers.problem(exchange, HttpProblem.roleNeeded());
      return;
    }
    if (elsewhere.isPresent()) {
      send(exchange, site, elsewhere.get());
      return;
    }
    if (found.isEmpty()) {
      answers.problem(exchange, HttpProblem.notFound());
      return;
    }
    try {
      send(exchange, site, found.get());
    } catch (NoSuchFileException e) {
      answers.problem(
          exchange,
          HttpProblem.of(503, "data_missing", "Data is being replaced")
              .withDetail("The file behind this address is not there at the moment."));
    } catch (DuckOverloadedException e) {
      answers.problem(exchange, HttpProblem.of(503, "overloaded", "The server is busy"));
    }
  }

  /** The key that a path means: the server leaves a backslash in it encoded. */
  private static String key(Site site, String path) {
    return path.contains("%5") && site.dataMap().find(path).isEmpty()
        ? BACKSLASH.matcher(path).replaceAll("\\\\")
        : path;
  }

  private void send(HttpServerExchange exchange, Site site, ProxiedFile file) throws IOException {
    boolean refused =
        site.dataMap()
            .source(file.source())
            .map(source -> source.access() == FileAccess.NONE)
            .orElse(true);
    if (refused) {
      answers.problem(
          exchange,
          HttpProblem.forbidden("The files of this source are not offered for download."));
      return;
    }
    RequestLog.endpoint(exchange, "data-proxied");
    proxied.send(exchange, site, file, PARQUET);
  }

  private void send(HttpServerExchange exchange, Site site, MappedFile file) throws IOException {
    switch (site.downloads().serve(file)) {
      case ServedFile.Whole(Path location) -> FileAnswer.send(exchange, location, PARQUET);
      case ServedFile.Filtered filtered -> send(exchange, site, filtered);
      case ServedFile.Refused(String reason) ->
          answers.problem(exchange, HttpProblem.forbidden(reason));
    }
  }

  private void send(HttpServerExchange exchange, Site site, ServedFile.Filtered wanted)
      throws IOException {
    if (site.downloads().keepsEveryRow(wanted)
        && FileAnswer.sendExactly(
            exchange, wanted.file().location(), wanted.file().identity(), PARQUET)) {
      return;
    }
    RequestLog.endpoint(exchange, "data-filtered");
    Path filtered;
    try (ClientPresence client = new ClientPresence(exchange)) {
      filtered = site.downloads().filtered(wanted, client);
    } catch (CancellationException e) {
      exchange.endExchange();
      return;
    } catch (DuckException e) {
      if (e.kind() == DuckException.Kind.FAILED && e.isAboutNames()) {
        // Another file of the source has the column; here nothing proves a row harmless.
        answers.problem(
            exchange,
            HttpProblem.forbidden(
                "The filter of this file is about a column that the file does not have."));
        return;
      }
      if (e.kind() != DuckException.Kind.CANCELLED) {
        throw e;
      }
      exchange.endExchange();
      return;
    }
    FileAnswer.send(exchange, filtered, PARQUET);
  }
}
