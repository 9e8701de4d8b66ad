package ducksite.app;

import ducksite.engine.plugin.PluginReport;
import java.util.Map;
import java.util.TreeMap;

/** What a plugin says of itself, and what its code says of it, in lines for people. */
final class PluginText {

  private static final String INDENT = "\n         ";

  private PluginText() {}

  static String declares(PluginReport report) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, ?> each : new TreeMap<>(report.declares()).entrySet()) {
      text.append(INDENT)
          .append("declares ")
          .append(each.getKey())
          .append(' ')
          .append(each.getValue())
          .append(" (a declaration only, not enforced)");
    }
    return text.toString();
  }

  static String warnings(PluginReport report) {
    StringBuilder text = new StringBuilder();
    report.warnings().forEach(warning -> text.append(INDENT).append("note: ").append(warning));
    return text.toString();
  }
}
