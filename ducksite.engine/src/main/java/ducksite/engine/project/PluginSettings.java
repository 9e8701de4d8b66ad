package ducksite.engine.project;

import ducksite.api.Options;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Section {@code [plugins]}.
 *
 * @param enabled ids to load, null for all
 * @param disabled ids that are not loaded
 * @param required ids without which the site does not start
 * @param nativeAccess ids of plugins that may call native code
 * @param config options for the whole site by plugin id
 * @param limits bounds on calls
 * @param positions places of {@code enabled}, {@code disabled}, {@code required} and {@code
 *     config.<id>}
 */
public record PluginSettings(
    @Nullable List<String> enabled,
    List<String> disabled,
    List<String> required,
    List<String> nativeAccess,
    Map<String, Options> config,
    Limits limits,
    Map<String, Position> positions) {

  public PluginSettings {
    enabled = enabled == null ? null : List.copyOf(enabled);
    disabled = List.copyOf(disabled);
    required = List.copyOf(required);
    nativeAccess = List.copyOf(nativeAccess);
    config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
    positions = Map.copyOf(positions);
  }

  /**
   * Section {@code [plugins.limits]}.
   *
   * @param threads plugin calls at the same time
   * @param queue plugin calls that may wait
   * @param manifestTimeout longest time to build one manifest
   * @param preprocessTimeout longest time of one preprocessor call
   * @param authTimeout longest time of one authentication
   */
  public record Limits(
      int threads,
      int queue,
      Duration manifestTimeout,
      Duration preprocessTimeout,
      Duration authTimeout) {

    static Limits read(SectionReader section) {
      return new Limits(
          section.integer("threads"),
          section.integer("queue"),
          section.duration("manifest_timeout"),
          section.duration("preprocess_timeout"),
          section.duration("auth_timeout"));
    }
  }

  static PluginSettings read(SectionReader section) {
    SectionReader config = section.table("config");
    Map<String, Options> options = new LinkedHashMap<>();
    config.node().keys().forEach(id -> options.put(id, config.options(id)));
    return new PluginSettings(
        section.optionalStrings("enabled").orElse(null),
        section.strings("disabled"),
        section.strings("required"),
        section.strings("native"),
        options,
        Limits.read(section.table("limits")),
        section.node().positions());
  }
}
