package ducksite.engine.route;

import ducksite.engine.cache.EntryName;
import ducksite.engine.datamap.Digest;
import java.util.Optional;

/** The entity tag of an answer. */
final class RouteTag {

  private static final int LENGTH = 32;

  private RouteTag() {}

  /**
   * The tag of an answer whose rows may be there; none when two executions may differ.
   *
   * @param id name of the rows that the answer is made of
   */
  static Optional<String> ahead(RoutePlan plan, String id, String representation) {
    boolean changing = plan.route().isVolatile();
    if (plan.isForcedLive() || changing && !plan.rules().kept()) {
      return Optional.empty();
    }
    long created =
        changing
            ? plan.services()
                .results()
                .atHand(id, plan.rules().freshness())
                .map(EntryName::createdMillis)
                .orElseGet(System::currentTimeMillis)
            : 0;
    return plan.tag(id, created, representation);
  }

  /**
   * The tag, weak for what people read; none where plugins make a part of the answer, since nobody
   * knows when they make another one.
   *
   * @param id name of the rows that the answer is made of
   * @param createdMillis when they were made, for what changes by itself
   * @param representation what else the bytes depend on
   */
  static Optional<String> of(
      RoutePlan plan, RouteAsk ask, String id, long createdMillis, String representation) {
    String format = ask.format();
    if (plan.route().faces().areIn(ask.format())) {
      return Optional.empty();
    }
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
    return Optional.of(forPeople ? "W/" + opaque : opaque);
  }
}
