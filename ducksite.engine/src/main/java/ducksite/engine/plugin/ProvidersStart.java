package ducksite.engine.plugin;

import ducksite.engine.plugin.verify.Candidate;
import ducksite.engine.plugin.verify.DefectException;
import ducksite.engine.project.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The providers of a plugin, made and started on its lane, one by one.
 *
 * @param providers those that can be called
 * @param problems what is wrong with the others
 */
record ProvidersStart(List<BoundProvider> providers, List<Problem> problems) {

  ProvidersStart {
    providers = List.copyOf(providers);
    problems = List.copyOf(problems);
  }

  static ProvidersStart of(
      PluginCode code,
      CallLane lane,
      ProviderFactory factory,
      HostedContext context,
      Duration deadline) {
    List<BoundProvider> providers = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Candidate candidate : code.candidates()) {
      try {
        Object provider =
            lane.call(
                CallKind.MANIFEST,
                "making " + candidate.className(),
                deadline,
                _ -> factory.create(candidate, context));
        providers.add(new BoundProvider(candidate.spi(), candidate.className(), provider));
      } catch (PluginException e) {
        problems.addAll(problems(e));
      }
    }
    return new ProvidersStart(providers, problems);
  }

  private static List<Problem> problems(PluginException e) {
    return e.getCause() instanceof DefectException defect
        ? defect.problems()
        : List.of(Problem.error(e.code(), String.valueOf(e.getMessage())).withHint(e.hint()));
  }
}
