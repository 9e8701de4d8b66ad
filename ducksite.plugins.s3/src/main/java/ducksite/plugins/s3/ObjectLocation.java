package ducksite.plugins.s3;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An object as a location URI: {@code s3://bucket/key?region=…&endpoint=…&path_style=…}. It tells
 * all but the credentials, so that a server started from a stored data map can read it.
 */
record ObjectLocation(String bucket, String key, Connection connection) {

  static final String SCHEME = "s3";

  URI uri() {
    List<String> query = new ArrayList<>();
    query.add("region=" + encoded(connection.region()));
    if (connection.endpoint() != null) {
      query.add("endpoint=" + encoded(connection.endpoint().toString()));
    }
    query.add("path_style=" + connection.pathStyle());
    if (connection.anonymous()) {
      query.add("anonymous=true");
    }
    if (connection.profile() != null) {
      query.add("profile=" + encoded(connection.profile()));
    }
    return URI.create(
        SCHEME
            + "://"
            + bucket
            + "/"
            + encoded(key).replace("%2F", "/")
            + "?"
            + String.join("&", query));
  }

  static ObjectLocation of(URI uri) throws IOException {
    String path = uri.getRawPath();
    String bucket = uri.getRawAuthority();
    if (!SCHEME.equals(uri.getScheme()) || bucket == null || path == null || path.length() < 2) {
      throw new IOException("'" + uri + "' is not the location of an S3 object");
    }
    Map<String, String> query = query(uri.getRawQuery() == null ? "" : uri.getRawQuery());
    String endpoint = query.get("endpoint");
    return new ObjectLocation(
        bucket,
        decoded(path.substring(1)),
        new Connection(
            query.getOrDefault("region", "us-east-1"),
            endpoint == null ? null : URI.create(endpoint),
            "true".equals(query.get("path_style")),
            "true".equals(query.get("anonymous")),
            query.get("profile")));
  }

  private static Map<String, String> query(String text) {
    Map<String, String> values = new HashMap<>();
    for (String pair : text.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
      }
    }
    return values;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
