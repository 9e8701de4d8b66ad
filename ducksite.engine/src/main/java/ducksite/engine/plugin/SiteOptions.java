package ducksite.engine.plugin;

import ducksite.api.Options;
import ducksite.engine.plugin.verify.DefectException;
import ducksite.engine.plugin.verify.OptionCheck;
import ducksite.engine.plugin.verify.OptionRule;
import ducksite.engine.plugin.verify.OptionTable;
import ducksite.engine.plugin.verify.PluginIdentity;
import ducksite.engine.project.Position;
import ducksite.engine.project.Problem;
import java.util.Map;

/** The tables {@code [plugins.config.<id>]}, checked against what each plugin says it takes. */
record SiteOptions(PluginHostSettings settings) {

  /** The site-wide options of a plugin, complete. */
  Options of(PluginIdentity identity) throws DefectException {
    Options written = settings.config().getOrDefault(identity.id(), Options.empty());
    Map<String, OptionRule> rules = identity.options().tables().get(OptionTable.CONFIG);
    if (rules == null) {
      return written;
    }
    OptionCheck.Result checked = OptionCheck.check(rules, written);
    if (!checked.mistakes().isEmpty()) {
      throw new DefectException(
          checked.mistakes().stream().map(mistake -> configured(identity.id(), mistake)).toList());
    }
    return checked.options();
  }

  private Problem configured(String id, OptionCheck.Mistake mistake) {
    String message = "[plugins.config." + id + "]: " + mistake.message();
    Problem problem = Problem.error(OptionCheck.CODE, message).withHint(mistake.hint());
    Position table = settings.places().get("config." + id);
    return table == null
        ? problem
        : mistake
            .in(settings.places(), "config." + id + ".", table)
            .error(OptionCheck.CODE, message, mistake.hint());
  }
}
