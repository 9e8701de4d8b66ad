package ducksite.engine.plugin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one plugin, for people and {@code plugins list}.
 *
 * @param id its id, or the file's name where it could not be read
 * @param version its version; {@code 0} where it tells none
 * @param state whether it can be called
 * @param reason why it is not active, or what part of it is not; null when there is nothing to say
 * @param source its file, relative to the project where it lies below
 * @param sha256 digest of that file, in hex; empty where it could not be read
 * @param isolation {@code module layer}, {@code class loader} or {@code java file}; {@code not
 *     loaded} for a jar that is not
 * @param spis simple names of the interfaces it provides
 * @param firstParty whether it came with the image
 * @param api the range of API versions it was made for, null where it tells none
 * @param description one line, may be empty
 * @param required whether it says that the site must not run without it
 * @param declares what it says it uses (hosts, folders, native code): a declaration, not enforced
 * @param warnings what an operator should know of its code
 */
public record PluginReport(
    String id,
    String version,
    PluginState state,
    @Nullable String reason,
    String source,
    String sha256,
    String isolation,
    List<String> spis,
    boolean firstParty,
    @Nullable String api,
    String description,
    boolean required,
    Map<String, List<String>> declares,
    List<String> warnings) {

  public PluginReport {
    spis = List.copyOf(spis);
    declares = Map.copyOf(declares);
    warnings = List.copyOf(warnings);
  }

  /** The fields that {@code plugins list --json} prints, by their names there. */
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("id", id);
    fields.put("version", version);
    fields.put("state", state.name());
    fields.put("reason", reason);
    fields.put("source", source);
    fields.put("sha256", sha256);
    fields.put("isolation", isolation);
    fields.put("spis", spis);
    fields.put("origin", firstParty ? "image" : "project");
    fields.put("api", api);
    fields.put("description", description);
    fields.put("required", required);
    fields.put("declares", new TreeMap<>(declares));
    fields.put("warnings", warnings);
    return fields;
  }
}
