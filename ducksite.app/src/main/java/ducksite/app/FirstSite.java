package ducksite.app;

import ducksite.engine.BuildResult;
import ducksite.engine.Generation;
import ducksite.engine.Site;
import ducksite.engine.SiteBuilder;
import ducksite.engine.plugin.PluginHost;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The site that a server begins with: built now, or what was published last.
 *
 * @param generation the number of the published generation that it is, or that goes before it
 */
record FirstSite(Site site, long generation) {

  private static final String CONFIGURATION = "config/";

  /**
   * The site to begin with; empty when there is none, which has been reported.
   *
   * @param published whether to take what was published, without a build
   * @param servable whether a site may be taken into service
   */
  static Optional<FirstSite> of(
      SiteBuilder builder,
      CommonOptions common,
      boolean published,
      Predicate<Site> servable,
      PrintWriter out,
      PrintWriter err)
      throws IOException {
    if (published) {
      return Optional.of(
          published(builder, common)
              .orElseThrow(
                  () -> new CommandException("nothing was published yet; run ducksite build")));
    }
    Problems problems = new Problems();
    BuildResult result = builder.build(problems);
    common.problems(out, err).print(problems);
    if (PluginHost.requiredMissing(problems).isPresent()) {
      result.site().close();
      err.println("the site is not served without a plugin that it requires");
      return Optional.empty();
    }
    boolean usable =
        problems.errors().stream().noneMatch(problem -> problem.code().startsWith(CONFIGURATION));
    if (usable) {
      if (result.generation() == null && servable.test(result.site())) {
        err.println("what has errors is left out; everything else is served");
      }
      return Optional.of(
          new FirstSite(
              result.site(),
              result.generation() == null ? number(common) : result.generation().number()));
    }
    result.site().close();
    Optional<FirstSite> former = published(builder, common);
    err.println(
        former.isPresent() ? "serving what was published last" : "there is nothing to serve");
    return former;
  }

  private static Optional<FirstSite> published(SiteBuilder builder, CommonOptions common)
      throws IOException {
    Optional<Generation> generation = common.stateFolder().current();
    if (generation.isEmpty()) {
      return Optional.empty();
    }
    Problems problems = new Problems();
    Site site = builder.load(generation.get(), problems);
    Optional<Problem> missing = PluginHost.requiredMissing(problems);
    if (missing.isPresent()) {
      site.close();
      throw new CommandException("the site is not served: " + missing.get().message());
    }
    return Optional.of(new FirstSite(site, generation.get().number()));
  }

  private static long number(CommonOptions common) throws IOException {
    return common.stateFolder().current().map(Generation::number).orElse(0L);
  }
}
