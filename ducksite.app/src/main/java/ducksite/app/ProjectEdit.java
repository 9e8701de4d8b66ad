package ducksite.app;

import ducksite.app.edit.EditException;
import ducksite.app.edit.TextEdit;
import ducksite.engine.AtomicFiles;
import ducksite.engine.project.Overrides;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import ducksite.engine.project.ProjectReader;
import ducksite.engine.project.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/**
 * One change to one file of a project: made as a whole when the project reads no worse with it, or
 * not at all.
 */
final class ProjectEdit {

  /** What is done to a text. */
  interface Change<E extends TextEdit> {
    void apply(E edit) throws EditException;
  }

  private static final String CONFIGURATION = "ducksite.toml";
  private static final String MODEL_AREA = "model/";
  private static final String MODELS = "sources_sql";

  private final CommonOptions common;
  private final CommandSpec spec;
  private final Path root;

  ProjectEdit(CommonOptions common, CommandSpec spec) {
    this.common = common;
    this.spec = spec;
    this.root = common.root.toAbsolutePath().normalize();
    if (!Files.isRegularFile(root.resolve(CONFIGURATION))) {
      throw new CommandException(
          root + " is no project: ducksite.toml is missing; `ducksite init` makes one");
    }
  }

  /** The names of the files below a folder of the project that end in a suffix, sorted. */
  List<String> files(String folder, String suffix) throws IOException {
    Path start = root.resolve(folder);
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(start)) {
      return all.filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(suffix))
          .sorted()
          .toList();
    }
  }

  /** A file's text, empty when it is not there. */
  String text(String file) throws IOException {
    Path path = root.resolve(file);
    return Files.exists(path) ? Files.readString(path) : "";
  }

  /**
   * Makes the change and says so.
   *
   * @param open an edit of the file's text, which is empty where there is no file
   */
  <E extends TextEdit> int change(String file, Function<String, E> open, Change<E> change)
      throws IOException {
    E edit = open.apply(text(file));
    try {
      change.apply(edit);
    } catch (EditException e) {
      throw new CommandException(e.getMessage());
    }
    String after = edit.text();
    Problems added = added(file, after);
    if (added.hasErrors()) {
      spec.commandLine().getErr().println("nothing was changed: " + file + " would have errors");
      return common.problems(spec.commandLine().getOut(), spec.commandLine().getErr()).print(added);
    }
    AtomicFiles.write(root.resolve(file), after);
    if (!common.quiet) {
      spec.commandLine().getOut().println("changed " + file);
    }
    return ExitCode.OK;
  }

  /** The errors that the project would have and has not. */
  private Problems added(String file, String text) throws IOException {
    Set<String> known = new HashSet<>();
    errors(root).forEach(each -> known.add(each.code() + each.message()));
    Path copy = Files.createTempDirectory("ducksite-edit");
    try {
      Files.copy(root.resolve(CONFIGURATION), copy.resolve(CONFIGURATION));
      for (String model : files(MODELS, ".sql")) {
        Files.createDirectories(copy.resolve(model).getParent());
        Files.copy(root.resolve(model), copy.resolve(model));
      }
      Files.createDirectories(copy.resolve(file).getParent());
      Files.writeString(copy.resolve(file), text);
      Problems added = new Problems();
      errors(copy).stream()
          .filter(each -> !known.contains(each.code() + each.message()))
          .forEach(added::add);
      return added;
    } finally {
      AtomicFiles.deleteAll(copy);
    }
  }

  /** With what is only a warning where it stands already: models that are left out. */
  private static List<Problem> errors(Path root) {
    Problems problems = new Problems();
    ProjectReader.read(root, Overrides.none(), problems);
    return problems.all().stream()
        .filter(each -> each.isError() || each.code().startsWith(MODEL_AREA))
        .map(each -> each.withSeverity(Severity.ERROR))
        .toList();
  }
}
