package ducksite.app;

import ducksite.engine.plugin.PluginReport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a plugin says of itself, and what its code says of it, in lines for people. */
final class PluginText {

  private static final String INDENT = "\n         ";

  /** Lines of notes: large private jars would fill the screen. */
  private static final int NOTES = 4;

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
    List<String> all = report.warnings();
    boolean some = all.size() > NOTES;
    for (String warning : some ? all.subList(0, NOTES - 1) : all) {
      text.append(INDENT).append("note: ").append(warning);
    }
    if (some) {
      text.append(INDENT)
          .append("and ")
          .append(all.size() - NOTES + 1)
          .append(" more: ducksite plugins validate ")
          .append(report.source());
    }
    return text.toString();
  }
}
