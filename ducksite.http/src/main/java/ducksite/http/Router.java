package ducksite.http;

import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Finds what answers a path: exact addresses first, then the longest prefix that ends with a slash,
 * then the site's own pages, routes and files. Immutable once built.
 */
final class Router {

  private static final Set<HttpString> READING = Set.of(Methods.GET, Methods.HEAD);

  /** An endpoint with the name it is counted under and the methods it answers. */
  record Entry(String name, Endpoint endpoint, Set<HttpString> methods) {

    Entry(String name, Endpoint endpoint) {
      this(name, endpoint, READING);
    }
  }

  private final Map<String, Entry> exact = new LinkedHashMap<>();
  private final Map<String, Entry> prefixes = new LinkedHashMap<>();
  private final Entry otherwise;

  Router(Entry otherwise) {
    this.otherwise = otherwise;
  }

  Router exact(String path, String name, Endpoint endpoint) {
    exact.put(path, new Entry(name, endpoint));
    return this;
  }

  /** An address that takes what is sent to it. */
  Router post(String path, String name, Endpoint endpoint) {
    exact.put(path, new Entry(name, endpoint, Set.of(Methods.POST)));
    return this;
  }

  Router prefix(String path, String name, Endpoint endpoint) {
    prefixes.put(path, new Entry(name, endpoint));
    return this;
  }

  /** The addresses that are always there, for the documentation's test. */
  Map<String, String> addresses() {
    Map<String, String> all = new LinkedHashMap<>();
    exact.forEach((path, entry) -> all.put(path, entry.name()));
    prefixes.forEach((path, entry) -> all.put(path + "…", entry.name()));
    return all;
  }

  /** What answers a path. */
  Entry find(String path) {
    Entry found = exact.get(path);
    if (found != null) {
      return found;
    }
    int longest = 0;
    for (Map.Entry<String, Entry> each : prefixes.entrySet()) {
      if (path.startsWith(each.getKey()) && each.getKey().length() > longest) {
        longest = each.getKey().length();
        found = each.getValue();
      }
    }
    return found == null ? otherwise : found;
  }
}
