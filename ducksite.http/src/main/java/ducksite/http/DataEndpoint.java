package ducksite.http;

import ducksite.engine.Site;
import ducksite.engine.datamap.MappedFile;
import ducksite.engine.datamap.ServedFile;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** {@code /data/…}: the Parquet files of the data map, filtered where a filter holds. */
final class DataEndpoint implements Endpoint {

  private static final String PARQUET = "application/vnd.apache.parquet";

  private final Answers answers;

  DataEndpoint(Answers answers) {
    this.answers = answers;
  }

  @Override
  public void answer(HttpServerExchange exchange, Site site, String path) throws IOException {
    Optional<MappedFile> found = site.dataMap().find(path.substring(1));
    if (found.isEmpty()) {
      answers.problem(exchange, HttpProblem.notFound());
      return;
    }
    switch (site.downloads().serve(found.get())) {
      case ServedFile.Whole(Path location) -> send(exchange, location);
      case ServedFile.Filtered filtered -> {
        RequestLog.endpoint(exchange, "data-filtered");
        send(exchange, site.downloads().filtered(filtered));
      }
      case ServedFile.Refused(String reason) ->
          answers.problem(exchange, HttpProblem.forbidden(reason));
    }
  }

  private void send(HttpServerExchange exchange, Path location) throws IOException {
    try {
      FileAnswer.send(exchange, location, PARQUET);
    } catch (NoSuchFileException e) {
      answers.problem(
          exchange,
          HttpProblem.of(503, "data_missing", "Data is being replaced")
              .withDetail("The file behind this address is not there at the moment."));
    }
  }
}
