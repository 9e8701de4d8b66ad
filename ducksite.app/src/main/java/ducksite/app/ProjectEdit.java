package ducksite.app;

import ducksite.app.edit.EditException;
import ducksite.engine.project.Overrides;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import ducksite.engine.project.ProjectReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/**
 * One change to one file of a project: made as a whole when the project reads no worse with it, or
 * not at all.
 */
final class ProjectEdit {

  /** What becomes of a file's text; an empty text for a file that is not there. */
  interface Change {
    String apply(String text) throws EditException;
  }

  private static final String CONFIGURATION = "ducksite.toml";
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

  /** Makes the change and says so. */
  int change(String file, Change change) throws IOException {
    String before = text(file);
    String after;
    try {
      after = change.apply(before);
    } catch (EditException e) {
      throw new CommandException(e.getMessage());
    }
    Problems added = added(file, after);
    if (added.hasErrors()) {
      spec.commandLine().getErr().println("nothing was changed: " + file + " would have errors");
      return common.problems(spec.commandLine().getOut(), spec.commandLine().getErr()).print(added);
    }
    write(root.resolve(file), after);
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
      delete(copy);
    }
  }

  private static List<Problem> errors(Path root) {
    Problems problems = new Problems();
    ProjectReader.read(root, Overrides.none(), problems);
    return problems.errors();
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Path temporary = Files.createTempFile(file.getParent(), ".ducksite-", ".tmp");
    try {
      Files.writeString(temporary, text);
      if (Files.exists(file)) {
        Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(file));
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
