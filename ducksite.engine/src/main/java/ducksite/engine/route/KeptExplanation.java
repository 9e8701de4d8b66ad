package ducksite.engine.route;

import ducksite.engine.cache.EntryInfo;
import ducksite.engine.cache.EntryLease;
import ducksite.engine.cache.Freshness;
import ducksite.engine.project.CacheMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Why a request would be a hit or a miss now, for the author. Nothing is executed. */
final class KeptExplanation {

  private final RoutePlan plan;
  private final Freshness freshness;

  KeptExplanation(RoutePlan plan) {
    this.plan = plan;
    this.freshness = plan.rules().freshness();
  }

  Map<String, Object> describe() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("route", plan.route().id());
    facts.put("kept", plan.isKept());
    facts.put("key", key());
    Map<String, Object> inputs = new LinkedHashMap<>();
    new TreeSet<>(plan.route().sql().inputs())
        .forEach(input -> inputs.put(input, plan.services().identities().digest(input)));
    facts.put("inputs", inputs);
    facts.put("entry", plan.entry(plan.filter(), plan.inputs()));
    if (plan.isKept()) {
      finding(facts);
    } else {
      facts.put("tier", "live");
      facts.put("why", whyNot());
    }
    List<Map<String, Object>> uses =
        plan.upstreams().calls().stream().map(KeptExplanation::call).toList();
    if (!uses.isEmpty()) {
      facts.put("uses", uses);
    }
    return facts;
  }

  /** A route that is read, as the request makes it; what it reads itself is in there. */
  private static Map<String, Object> call(Upstreams.Planned call) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("alias", call.alias());
    facts.putAll(new KeptExplanation(call.plan()).describe());
    return facts;
  }

  private Map<String, Object> key() {
    Map<String, Object> key = new LinkedHashMap<>();
    key.put("product_version", plan.services().productVersion());
    key.put("definition", plan.route().signature());
    Map<String, Object> values = new LinkedHashMap<>();
    plan.query().asked().forEach((name, value) -> values.put(name, value.toString()));
    key.put("parameters", values);
    key.put("filter", plan.filter().toString());
    key.put("order", plan.route().order().clause());
    key.put("inputs", plan.inputs());
    if (freshness.byPeriod()) {
      key.put("period", freshness.period(System.currentTimeMillis()));
    }
    return key;
  }

  private void finding(Map<String, Object> facts) {
    if (found(facts, "disk", "its own entry is fresh", List.of(plan.filter()))) {
      return;
    }
    boolean reusable = !plan.filter().isEmpty() && !plan.route().isVolatile();
    if (reusable) {
      for (RowFilter wider : plan.filter().wider()) {
        if (found(facts, "superset", "an entry that holds more is fresh", List.of(wider))) {
          return;
        }
      }
      List<RowFilter> parts = plan.filter().parts();
      if (!parts.isEmpty() && found(facts, "shards", "entries of its parts are fresh", parts)) {
        return;
      }
    }
    Optional<EntryInfo> old =
        plan.services().results().list().stream()
            .map(each -> each.info())
            .filter(info -> info.id().equals(plan.entry(plan.filter(), plan.inputs())))
            .findFirst();
    facts.put("tier", old.isPresent() ? "stale or miss" : "miss");
    facts.put(
        "why",
        old.map(
                info ->
                    "its entry has expired at "
                        + Instant.ofEpochMilli(freshness.expires(info.createdMillis())))
            .orElse(
                "there is no entry of this key: it was never made, was evicted or cleared, or its"
                    + " definition or inputs have changed"));
  }

  private boolean found(
      Map<String, Object> facts, String tier, String why, List<RowFilter> filters) {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (RowFilter filter : filters) {
      Optional<EntryLease> lease =
          plan.services().results().find(plan.entry(filter, plan.inputs()), freshness, () -> false);
      if (lease.isEmpty()) {
        return false;
      }
      try (EntryLease found = lease.get()) {
        entries.add(entry(found.info()));
      }
    }
    facts.put("tier", tier);
    facts.put("why", why);
    facts.put("entries", entries);
    return true;
  }

  private Map<String, Object> entry(EntryInfo info) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("id", info.id());
    entry.put("asked", info.question());
    entry.put("rows", info.rows());
    entry.put("bytes", info.bytes());
    entry.put("created", Instant.ofEpochMilli(info.createdMillis()).toString());
    entry.put("expires", Instant.ofEpochMilli(freshness.expires(info.createdMillis())).toString());
    return entry;
  }

  private String whyNot() {
    if (plan.route().source().cacheMode() != CacheMode.MATERIALIZE) {
      return "cache_mode is "
          + plan.route().source().cacheMode().name().toLowerCase(java.util.Locale.ROOT);
    }
    return plan.route().source().cache() == null
        ? "the route has no [cache]"
        : "keeping is switched off: enabled, ttl or rows_per_page of the route or of the site";
  }
}
