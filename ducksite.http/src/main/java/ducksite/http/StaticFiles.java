package ducksite.http;

import ducksite.engine.Site;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.MimeMappings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * The user's own files below {@code static/}, at the root and at {@code /static/}: no listings, no
 * hidden files, no way out by links or dots, and none of what the build exports there or forms have
 * collected.
 */
final class StaticFiles {

  private static final Set<String> NOT_SERVED = Set.of("sql", "forms", "data");
  private static final String PREFIX = "/static/";
  private static final String BINARY = "application/octet-stream";

  private final MimeMappings types = MimeMappings.DEFAULT;

  /** Sends the file of a path; false when there is none. */
  boolean answer(HttpServerExchange exchange, Site site, String path) throws IOException {
    Path root = site.project().root().resolve("static");
    Path file = resolve(root, path);
    if (file == null && path.startsWith(PREFIX)) {
      file = resolve(root, path.substring(PREFIX.length() - 1));
    }
    if (file == null || isSecret(site, file)) {
      return false;
    }
    FileAnswer.send(exchange, file, mediaType(file));
    return true;
  }

  private static @org.jspecify.annotations.Nullable Path resolve(Path root, String path)
      throws IOException {
    String[] segments = path.substring(1).split("/", -1);
    for (String segment : segments) {
      if (segment.isEmpty() || segment.startsWith(".") || segment.indexOf('\0') >= 0) {
        return null;
      }
    }
    if (NOT_SERVED.contains(segments[0])) {
      return null;
    }
    try {
      Path file = root.resolve(path.substring(1));
      if (!Files.isRegularFile(file)) {
        return null;
      }
      Path real = file.toRealPath();
      return real.startsWith(root.toRealPath()) ? real : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /** The build has complained of it; nobody gets it meanwhile. */
  private static boolean isSecret(Site site, Path file) throws IOException {
    Path root = site.project().root();
    for (Path place : site.project().config().secrets().places(root)) {
      if (Files.exists(place) && file.startsWith(place.toRealPath())) {
        return true;
      }
    }
    return false;
  }

  private String mediaType(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    String type = types.getMimeType(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) {
      return BINARY;
    }
    return type.startsWith("text/") ? type + "; charset=utf-8" : type;
  }
}
