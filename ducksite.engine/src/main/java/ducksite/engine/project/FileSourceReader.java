package ducksite.engine.project;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the {@code [[file_sources]]} entries of one project. */
final class FileSourceReader {

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.-]*");

  private final DirectoryVariables variables;
  private final Problems problems;
  private final Map<String, Position> names = new LinkedHashMap<>();

  FileSourceReader(Map<String, String> dirs, Problems problems) {
    this.variables = new DirectoryVariables(dirs, problems);
    this.problems = problems;
  }

  List<FileSource> read(List<SectionReader> sections) {
    List<FileSource> sources = new ArrayList<>();
    for (SectionReader section : sections) {
      FileSource source = read(section);
      if (source.name() == null || isNew(source.name(), source.position("name"))) {
        sources.add(source);
      }
    }
    return sources;
  }

  private FileSource read(SectionReader section) {
    @Nullable String name = name(section);
    if (section.has("roles") && !section.has("name")) {
      section.problem(
          "missing-key",
          "roles",
          "a file source with `roles` needs a `name`, by which its files are told apart",
          "give it a name; until then nobody may download what sources without a name map");
    }
    Optional<String> glob = section.optionalString("upstream_glob");
    return new FileSource(
        name,
        section.string("pattern"),
        glob.map(text -> variables.expand(text, section.position("upstream_glob"))).orElse(null),
        plugin(section),
        templateName(section),
        filled(section, "row_filter"),
        filled(section, "row_filter_template"),
        templateValues(section),
        filled(section, "template_values_sql"),
        levels(section, "hierarchy"),
        levels(section, "hierarchy_before"),
        levels(section, "hierarchy_after"),
        section.choice("union_mode", UnionMode.class),
        name == null && !section.has("on_empty")
            ? OnEmpty.WARN
            : section.choice("on_empty", OnEmpty.class),
        section.options("time_window"),
        filled(section, "filter_expr"),
        section.choice("access", FileAccess.class),
        Roles.read(section),
        section.options("options"),
        section.optionalTable("rollup").map(RollupSettings::read).orElse(null),
        section.node().position(),
        section.node().positions());
  }

  private static @Nullable String plugin(SectionReader section) {
    @Nullable String plugin = filled(section, "plugin");
    if (plugin == null && section.optionalString("plugin").isPresent()) {
      section.problem(
          "invalid-value",
          "plugin",
          "`plugin` is empty, so nobody can be asked for the files of this source",
          "name a plugin, or remove the key and write `upstream_glob`");
    }
    return plugin;
  }

  private static @Nullable String name(SectionReader section) {
    Optional<String> name = section.optionalString("name");
    if (name.isPresent() && !NAME.matcher(name.get()).matches()) {
      String message =
          "'"
              + name.get()
              + "' cannot name a file source: it becomes a view and a folder below data/";
      section.problem(
          "invalid-name",
          "name",
          message,
          "use letters, digits, `_`, `-` and `.`, first a letter, digit or `_`");
      return null;
    }
    return name.orElse(null);
  }

  private boolean isNew(String name, Position position) {
    Position first = names.putIfAbsent(name.toLowerCase(Locale.ROOT), position);
    if (first == null) {
      return true;
    }
    problems.add(
        position
            .error(
                "config/duplicate-source",
                "two file sources are named '" + name + "'",
                "rename one; names are compared without letter case")
            .withRelated(first.place("the first one is here")));
    return false;
  }

  /** A text that means something; blank is the same as absent. */
  private static @Nullable String filled(SectionReader section, String key) {
    return section.optionalString(key).filter(text -> !text.isBlank()).orElse(null);
  }

  private static @Nullable String templateName(SectionReader section) {
    @Nullable String template = filled(section, "template_name");
    if (template == null) {
      return null;
    }
    int open = template.indexOf('[');
    int close = template.indexOf(']', open + 1);
    if (open < 0 || close < 0 || template.substring(open + 1, close).isBlank()) {
      String message =
          "`template_name` must contain a SQL expression in brackets, and '"
              + template
              + "' does not";
      section.problem(
          "template-name",
          "template_name",
          message,
          "for example template_name = \"sales_[region]\"");
      return null;
    }
    return template;
  }

  private static List<Object> templateValues(SectionReader section) {
    List<Object> values = new ArrayList<>();
    for (Node item : section.list("template_values")) {
      boolean tuple =
          item instanceof Node.Sequence inner
              && inner.items().stream().allMatch(Node.Scalar.class::isInstance);
      if (tuple || item instanceof Node.Scalar) {
        values.add(item.plain());
      } else {
        String message =
            "`template_values` must hold values or lists of values, not " + item.description();
        section.problems().add(item.position().error("config/wrong-type", message, null));
      }
    }
    return values;
  }

  private static List<HierarchyLevel> levels(SectionReader section, String key) {
    List<HierarchyLevel> levels = new ArrayList<>();
    for (SectionReader level : section.tables(key)) {
      @Nullable String pattern =
          level.demanded(
              "pattern", "every level says which files it reads: { pattern = \"data/…\" }");
      if (pattern != null) {
        levels.add(
            new HierarchyLevel(
                pattern,
                filled(level, "row_filter"),
                level.position("pattern"),
                level.position("row_filter")));
      }
    }
    return levels;
  }
}
