package ducksite.engine.route;

import ducksite.api.route.Preprocessor;
import ducksite.engine.plugin.PluginException;
import ducksite.engine.plugin.PluginHost;
import ducksite.engine.plugin.Provider;
import ducksite.engine.plugin.verify.OptionCheck;
import ducksite.engine.plugin.verify.OptionTable;
import ducksite.engine.project.PreprocessStep;
import ducksite.engine.project.Problems;
import ducksite.engine.project.RouteSource;
import java.util.ArrayList;
import java.util.List;

/** Finds the plugins of a route's {@code [[preprocess]]} entries, and checks their options. */
final class StepCompiler {

  private static final String PLUGIN_FOLDER = "plugins/";

  private final PluginHost plugins;
  private final Problems problems;

  StepCompiler(PluginHost plugins, Problems problems) {
    this.plugins = plugins;
    this.problems = problems;
  }

  /** The steps that have no problems. */
  List<Step> compile(RouteSource source) {
    List<Step> steps = new ArrayList<>();
    for (PreprocessStep step : source.preprocess()) {
      try {
        Provider<Preprocessor> provider = plugins.find(Preprocessor.class, reference(step));
        OptionCheck.Result options = provider.check(OptionTable.PREPROCESS, step.options());
        for (OptionCheck.Mistake mistake : options.mistakes()) {
          problems.add(
              mistake
                  .in(step.positions(), "", step.position())
                  .error(
                      OptionCheck.CODE,
                      "plugin " + provider.pluginId() + ": " + mistake.message(),
                      mistake.hint()));
        }
        if (options.mistakes().isEmpty()) {
          steps.add(new Step(provider, options.options()));
        }
      } catch (PluginException e) {
        problems.add(step.position().error(e.code(), e.getMessage(), e.hint()));
      }
    }
    return steps;
  }

  private static String reference(PreprocessStep step) {
    if (step.plugin() != null) {
      return step.plugin();
    }
    String path = step.callablePath();
    return (path.startsWith(PLUGIN_FOLDER) ? path : PLUGIN_FOLDER + path)
        + ":"
        + step.callableName();
  }
}
