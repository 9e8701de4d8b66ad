package ducksite.engine.plugin.verify;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who a plugin is.
 *
 * @param id what references and configuration name
 * @param version {@code 0} where it tells none
 * @param api the range of API versions it was made for, null where it tells none
 * @param description one line for people, may be empty
 * @param required whether the site must not run without it
 * @param declares what it says it uses (hosts, folders, native code), shown to people and not
 *     enforced
 * @param schema its description file where that tells of options, else empty; see {@link #options}
 */
public record PluginIdentity(
    String id,
    String version,
    @Nullable String api,
    String description,
    boolean required,
    Map<String, List<String>> declares,
    String schema) {

  public PluginIdentity {
    declares = Map.copyOf(declares);
  }

  /** A plugin that tells nothing but a name and a version. */
  public static PluginIdentity of(String id, String version) {
    return new PluginIdentity(id, version, null, "", false, Map.of(), "");
  }

  /** The options it takes, read when they are asked for; none where it tells of none. */
  public OptionSchema options() {
    return schema.isEmpty() ? OptionSchema.none() : DescriptorFile.options(schema);
  }
}
