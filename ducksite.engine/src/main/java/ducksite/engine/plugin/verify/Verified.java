package ducksite.engine.plugin.verify;

import ducksite.engine.project.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a plugin before any of its code has run.
 *
 * @param identity who it is; by its file name alone where nothing else could be read
 * @param module the name of its module, null for a plain jar
 * @param candidates the classes that can be made into providers
 * @param defects why it cannot be loaded at all; empty when it can
 * @param providerDefects why further classes that it names cannot be providers, one problem each
 * @param warnings what an operator should know
 */
public record Verified(
    PluginIdentity identity,
    @Nullable String module,
    List<Candidate> candidates,
    List<Problem> defects,
    List<Problem> providerDefects,
    List<Problem> warnings) {

  public Verified {
    candidates = List.copyOf(candidates);
    defects = List.copyOf(defects);
    providerDefects = List.copyOf(providerDefects);
    warnings = List.copyOf(warnings);
  }

  /** A plugin that cannot be loaded. */
  static Verified defective(PluginIdentity identity, List<Problem> defects) {
    return new Verified(identity, null, List.of(), defects, List.of(), List.of());
  }

  /** A plugin of which only the identity was asked. */
  static Verified unwanted(PluginIdentity identity) {
    return new Verified(identity, null, List.of(), List.of(), List.of(), List.of());
  }
}
