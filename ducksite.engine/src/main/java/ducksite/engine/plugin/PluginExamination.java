package ducksite.engine.plugin;

import ducksite.engine.plugin.verify.Candidate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a plugin that was examined and not run is found to be.
 *
 * @param fields by their names in JSON: those of {@code plugins list} without state and reason
 */
public record PluginExamination(Map<String, @Nullable Object> fields) {

  PluginExamination(PluginReport report, List<PluginCode> codes) {
    this(fields(report, codes));
  }

  private static Map<String, @Nullable Object> fields(PluginReport report, List<PluginCode> codes) {
    Map<String, @Nullable Object> fields = report.toMap();
    fields.remove("state");
    fields.remove("reason");
    for (PluginCode code : codes) {
      List<Class<?>> offered = code.candidates().stream().<Class<?>>map(Candidate::spi).toList();
      fields.put("isolation", code.isolation());
      fields.put("spis", offered.stream().distinct().map(Class::getSimpleName).toList());
    }
    return fields;
  }
}
