package ducksite.engine.route;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The format of an answer: by suffix, else by {@code ?format=}, else by what is accepted. */
final class FormatChoice {

  private static final int LONGEST_ECHO = 40;

  private FormatChoice() {}

  static String of(Formats formats, Route route, RouteRequest request) throws RouteException {
    String written = written(request);
    if (written != null) {
      return named(formats, route, written);
    }
    String standard =
        formats
            .find(route.source().defaultFormat())
            .filter(route.formats()::contains)
            .orElseGet(() -> new TreeSet<>(route.formats()).first());
    String header = request.accept();
    // What most programs send, spared the reading: this is on the way of every hot answer.
    if (header == null || header.equals("*/*")) {
      return standard;
    }
    AcceptedTypes accepted = AcceptedTypes.of(header);
    if (accepted.isEmpty()) {
      return standard;
    }
    return formats
        .accepted(accepted, route.formats(), standard)
        .orElseThrow(
            () ->
                new RouteException(
                    RouteException.Kind.NOT_ACCEPTABLE,
                    "This route answers none of the types that the request accepts",
                    "It answers " + list(route),
                    null,
                    null));
  }

  private static @Nullable String written(RouteRequest request) {
    if (request.suffix() != null) {
      return request.suffix();
    }
    List<String> asked = request.values("format");
    return asked.isEmpty() || asked.getLast().isBlank() ? null : asked.getLast();
  }

  private static String named(Formats formats, Route route, String written) throws RouteException {
    String shown =
        written.length() > LONGEST_ECHO ? written.substring(0, LONGEST_ECHO) + "…" : written;
    Optional<String> known = formats.find(written);
    if (known.isEmpty()) {
      throw RouteException.invalid(
          "format", "Unsupported format '" + shown + "'; this route answers " + list(route));
    }
    if (!route.formats().contains(known.get())) {
      throw RouteException.refused(
          "format",
          "Format '" + shown + "' not enabled for route '" + route.id() + "'",
          "It answers " + list(route) + ".");
    }
    return known.get();
  }

  private static String list(Route route) {
    return String.join(", ", new TreeSet<>(route.formats()));
  }
}
