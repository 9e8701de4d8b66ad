package ducksite.app;

import ducksite.app.edit.ModelsEdit;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code add}, {@code modify} and {@code remove sql}: models of {@code sources_sql}. */
final class ModelCommands {

  private static final String FOLDER = "sources_sql/";
  private static final Pattern FILE_NAME = Pattern.compile("[\\w-]+\\.sql");

  private ModelCommands() {}

  /** The file that a model is in. */
  private static String fileOf(ProjectEdit project, String name) throws IOException {
    for (String file : project.files(FOLDER, ".sql")) {
      if (new ModelsEdit(project.text(file)).has(name)) {
        return file;
      }
    }
    throw new CommandException("there is no model '" + name + "'");
  }

  /** {@code add sql}. */
  @Command(
      name = "sql",
      mixinStandardHelpOptions = true,
      description = "Adds a model to sources_sql.")
  static final class Add implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Option(names = "--name", required = true, description = "The model's name.")
    private String name = "";

    @Option(names = "--sql", required = true, description = "Its query.")
    private String sql = "";

    @Option(
        names = "--file",
        defaultValue = "models.sql",
        description = "The file in sources_sql (default: ${DEFAULT-VALUE}).")
    private String file = "models.sql";

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      if (!FILE_NAME.matcher(file).matches()) {
        throw new CommandException("'" + file + "' is not the name of an .sql file");
      }
      return new ProjectEdit(common, spec)
          .change(
              FOLDER + file,
              ModelsEdit::new,
              edit -> {
                edit.add(name, sql);
              });
    }
  }

  /** {@code modify sql}. */
  @Command(
      name = "sql",
      mixinStandardHelpOptions = true,
      description = "Changes a model's query or name.")
  static final class Modify implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Option(names = "--name", required = true, description = "The model's name.")
    private String name = "";

    @Option(names = "--sql", description = "Its new query.")
    private @Nullable String sql;

    @Option(names = "--rename", paramLabel = "NAME", description = "Its new name.")
    private @Nullable String another;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      if (sql == null && another == null) {
        throw new CommandException("say what to change, with --sql or --rename");
      }
      ProjectEdit project = new ProjectEdit(common, spec);
      return project.change(
          fileOf(project, name),
          ModelsEdit::new,
          edit -> {
            if (sql != null) {
              edit.replace(name, sql);
            }
            if (another != null) {
              edit.rename(name, another);
            }
          });
    }
  }

  /** {@code remove sql}. */
  @Command(
      name = "sql",
      mixinStandardHelpOptions = true,
      description = "Removes a model from sources_sql.")
  static final class Remove implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Option(names = "--name", required = true, description = "The model's name.")
    private String name = "";

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      ProjectEdit project = new ProjectEdit(common, spec);
      return project.change(
          fileOf(project, name),
          ModelsEdit::new,
          edit -> {
            edit.remove(name);
          });
    }
  }
}
