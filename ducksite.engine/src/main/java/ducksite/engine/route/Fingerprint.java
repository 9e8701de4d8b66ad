package ducksite.engine.route;

import ducksite.engine.datamap.Digest;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * What a request asks of a route, without the state of the inputs: the compiled SQL, the values
 * that reach it, what is selected, and the principal's part. With the identities of the inputs it
 * names an entry. Immutable.
 *
 * @param question digest of all that
 */
record Fingerprint(String question) {

  private static final int LENGTH = 40;

  /**
   * @param filter the query's, or one that selects more or less
   */
  static Fingerprint of(RouteQuery query, RowFilter filter, String productVersion) {
    Digest digest = new Digest().add(productVersion).add(query.route().signature());
    new TreeMap<>(query.values()).forEach((name, value) -> add(digest.add(name), value));
    filter.addTo(digest.add("filter"));
    digest.add("principal").add(query.principal());
    query.secrets().addTo(digest);
    return new Fingerprint(digest.hex());
  }

  /** The name of the entry that answers over inputs of an identity. */
  String entry(String inputs) {
    return new Digest().add(question).add(inputs).hex().substring(0, LENGTH);
  }

  /** A value with its type; a list with its length, so that no two lists read the same. */
  private static void add(Digest digest, Object value) {
    if (value instanceof Collection<?> items) {
      digest.add("list").add(Integer.toString(items.size()));
      List.copyOf(items).forEach(item -> add(digest, item));
    } else {
      digest.add(value.getClass().getName()).add(value.toString());
    }
  }
}
