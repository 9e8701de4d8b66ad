package ducksite.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code demo}: copies the demo project to a folder, file by file where none is, builds it and
 * serves it.
 */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Makes, builds and serves the demo project, in ducksite-demo without --root.")
final class DemoCommand implements Callable<Integer> {

  private static final Path FOLDER = Path.of("ducksite-demo");

  @Mixin private CommonOptions common;

  @Mixin private ServeOptions options;

  @Option(names = "--no-serve", description = "Makes and builds the project only.")
  private boolean noServe;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (common.root.equals(Path.of("."))) {
      common.root = FOLDER;
    }
    var out = spec.commandLine().getOut();
    Path demo = ImageHome.demo();
    if (demo == null) {
      throw new CommandException(
          "this program was started without an image, which holds the demo project; build one with"
              + " ./ducksite");
    }
    int copied = copy(demo, common.root);
    if (!common.quiet) {
      out.println(
          copied == 0
              ? "the demo project is in " + common.root
              : "made the demo project in " + common.root + " (" + copied + " files)");
    }
    if (noServe) {
      return CommandLineProgram.run(buildArguments(), out, spec.commandLine().getErr());
    }
    return new SiteService(common, options, out, spec.commandLine().getErr()).run(this::invite);
  }

  private void invite(String address) {
    spec.commandLine().getOut().println("open " + address + "/ in a browser; stop with Ctrl+C");
  }

  private String[] buildArguments() {
    Stream.Builder<String> arguments = Stream.builder();
    arguments.add("build").add("--root").add(common.root.toString());
    if (common.state != null) {
      arguments.add("--state").add(common.state.toString());
    }
    common.settings.forEach(setting -> arguments.add("--set").add(setting));
    add(arguments, common.json, "--json");
    add(arguments, common.quiet, "--quiet");
    add(arguments, common.verbose, "--verbose");
    add(arguments, common.noColor, "--no-color");
    add(arguments, options.safeMode.on, "--safe-mode");
    return arguments.build().toArray(String[]::new);
  }

  private static void add(Stream.Builder<String> arguments, boolean given, String option) {
    if (given) {
      arguments.add(option);
    }
  }

  private static int copy(Path source, Path target) throws IOException {
    int copied = 0;
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Path copy = target.resolve(source.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else if (!Files.exists(copy)) {
          Files.copy(file, copy);
          copied++;
        }
      }
    }
    return copied;
  }
}
