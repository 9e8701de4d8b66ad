package ducksite.app;

import ducksite.engine.Lineage;
import ducksite.engine.Site;
import ducksite.engine.SiteBuilder;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Suggestions;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lineage}: what is made from what. */
@Command(
    name = "lineage",
    mixinStandardHelpOptions = true,
    description = "Tells what is made from what: files, sources, models, routes and pages.")
final class LineageCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description =
          "A source, a model, a route's id or a page's path: only what it is made from, and what"
              + " is made from it.")
  private @Nullable String name;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Problems problems = new Problems();
    try (Progress progress = common.progress(err);
        SiteBuilder builder = new SiteBuilder(common.build(progress, false));
        Site site = builder.compile(problems)) {
      progress.done();
      Lineage whole = site.lineage();
      Lineage shown = name == null ? whole : whole.around(node(whole, name));
      if (common.json) {
        out.println(Json.text(shown.toMap()));
      } else {
        print(shown, out);
      }
      return problems.hasErrors()
          ? new ProblemPrinter(err, err, false, common.noColor).print(problems)
          : ExitCode.OK;
    }
  }

  private static Lineage.Node node(Lineage lineage, String name) {
    List<String> names = lineage.nodes().stream().map(Lineage.Node::name).distinct().toList();
    return lineage
        .find(name)
        .orElseThrow(
            () ->
                new CommandException(
                    "there is no source, model, route or page '"
                        + name
                        + "'; "
                        + Suggestions.hint(name, names)
                            .orElse("`ducksite lineage` lists what there is")));
  }

  private static void print(Lineage lineage, PrintWriter out) {
    Map<String, List<Lineage.Node>> reads = lineage.reads();
    int width = lineage.nodes().stream().mapToInt(node -> node.name().length()).max().orElse(0);
    for (Lineage.Kind kind : Lineage.Kind.values()) {
      List<Lineage.Node> nodes =
          lineage.nodes().stream().filter(node -> node.kind() == kind).toList();
      if (!nodes.isEmpty()) {
        out.println(kind.word() + (kind == Lineage.Kind.FILES ? "" : "s"));
        nodes.forEach(node -> out.println(line(node, width, reads.get(node.id()))));
      }
    }
    if (lineage.nodes().isEmpty()) {
      out.println("the project has no sources, models, routes or pages");
    }
  }

  private static String line(Lineage.Node node, int width, @Nullable List<Lineage.Node> reads) {
    String text =
        "  "
            + node.name()
            + " "
                .repeat(
                    Math.min(40, width) + 2 - Math.min(Math.min(40, width), node.name().length()))
            + node.detail();
    return reads == null
        ? text
        : text
            + "  <- "
            + String.join(
                ", ",
                reads.stream()
                    .map(read -> read.kind() == Lineage.Kind.FILES ? "files" : read.name())
                    .distinct()
                    .toList());
  }
}
