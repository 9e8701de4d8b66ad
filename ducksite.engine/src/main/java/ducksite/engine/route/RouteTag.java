package ducksite.engine.route;

import ducksite.engine.datamap.Digest;

/** The entity tag of an answer. */
final class RouteTag {

  private static final int LENGTH = 32;

  private RouteTag() {}

  /**
   * The tag, weak for what people read.
   *
   * @param id name of the rows that the answer is made of
   * @param createdMillis when they were made, for what changes by itself
   * @param representation what else the bytes depend on
   */
  static String of(
      RoutePlan plan, RouteAsk ask, String id, long createdMillis, String representation) {
    String format = ask.format();
    Digest digest =
        new Digest()
            .add(id)
            .add(Long.toString(plan.rules().freshness().period(createdMillis)))
            .add(format)
            .add(plan.services().formats().identity(format))
            .add(String.valueOf(ask.slice().limit()))
            .add(Long.toString(ask.slice().offset()))
            .add(ask.count().name())
            .add(Boolean.toString(ask.longAsText()))
            .add(representation);
    ask.slice().columns().forEach(digest::add);
    String opaque = '"' + digest.hex().substring(0, LENGTH) + '"';
    boolean forPeople = plan.mediaType().startsWith("text/html") || format.equals(Formats.JSON);
    return forPeople ? "W/" + opaque : opaque;
  }
}
