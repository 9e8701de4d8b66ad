package ducksite.engine.plugin.verify;

import ducksite.engine.project.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The classes that a plugin names and that are neither in its jars nor shared by the host, and
 * those of the JDK that are not meant for others. Libraries name many that they can do without, so
 * these are warnings, one for each package and jar.
 */
record MissingClasses(Map<String, ClassFacts> own, String libraryFolder) {

  private record Group(String jar, String packageName, boolean hidden) {}

  private record Example(String missing, String referrer, int others) {}

  List<Problem> warnings() {
    Map<Group, Example> groups = new LinkedHashMap<>();
    for (ClassFacts facts : new TreeMap<>(own).values()) {
      for (String named : facts.classes()) {
        look(facts, named, groups);
      }
      facts.namedByText().forEach(named -> look(facts, named, groups));
    }
    List<Problem> warnings = new ArrayList<>();
    groups.forEach((group, example) -> warnings.add(warning(group, example)));
    return warnings;
  }

  private void look(ClassFacts facts, String named, Map<Group, Example> groups) {
    if (own.containsKey(named) || HostClasses.isApi(named)) {
      return;
    }
    var host = HostClasses.find(named);
    if (host.isPresent() && HostClasses.isExported(host.get())) {
      return;
    }
    String packageName = named.substring(0, Math.max(0, named.lastIndexOf('/')));
    Example first = new Example(named, facts.name(), 0);
    groups.merge(
        new Group(facts.jar(), packageName, host.isPresent()),
        first,
        (known, _) ->
            known.missing().equals(named)
                ? known
                : new Example(known.missing(), known.referrer(), known.others() + 1));
  }

  private Problem warning(Group group, Example example) {
    String name = ClassFacts.dotted(example.missing());
    String more = example.others() == 0 ? "" : " and others of its package";
    String start = group.jar() + ClassFacts.dotted(example.referrer()) + " names " + name + more;
    return group.hidden()
        ? Problem.warning("plugin/hidden-class", start + ", which Java does not export")
            .withHint("calls into it fail; use what Java offers in its place")
        : Problem.warning(
                "plugin/missing-class",
                start + ", which is in none of its jars, nor shared by the host")
            .withHint(
                "put the jar that holds it into the folder "
                    + libraryFolder
                    + ", unless the plugin can do without");
  }
}
