package ducksite.app;

import ducksite.app.edit.ConfigurationEdit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code add}, {@code modify} and {@code remove toml}: file sources and directory constants. */
final class ConfigurationCommands {

  private static final String FILE = "ducksite.toml";

  private ConfigurationCommands() {}

  /** What is meant: a file source, or a constant of {@code [dirs]}. */
  static final class Target {
    @Option(names = "--name", paramLabel = "NAME", description = "A file source.")
    @Nullable String source;

    @Option(names = "--dir", paramLabel = "DIR_NAME[=VALUE]", description = "A constant of [dirs].")
    @Nullable String directory;

    String directoryName() {
      String text = String.valueOf(directory);
      int equals = text.indexOf('=');
      return equals < 0 ? text : text.substring(0, equals);
    }

    String directoryValue() {
      String text = String.valueOf(directory);
      int equals = text.indexOf('=');
      if (equals <= 0) {
        throw new CommandException("'" + text + "' is not DIR_NAME=VALUE");
      }
      return text.substring(equals + 1);
    }
  }

  private static Map<String, String> pairs(List<String> keys) {
    Map<String, String> pairs = new LinkedHashMap<>();
    Arguments.of(keys).forEach((key, values) -> pairs.put(key, values.getLast()));
    return pairs;
  }

  /** {@code add toml}. */
  @Command(
      name = "toml",
      mixinStandardHelpOptions = true,
      description = "Adds a file source or a directory constant to ducksite.toml.")
  static final class Add implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @ArgGroup(multiplicity = "1")
    private Target target;

    @Option(
        names = "--key",
        paramLabel = "KEY=VALUE",
        description = "A key of the file source; may be repeated.")
    private List<String> keys = new ArrayList<>();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      return new ProjectEdit(common, spec)
          .change(
              FILE,
              ConfigurationEdit::new,
              edit -> {
                if (target.source != null) {
                  edit.addSource(target.source, pairs(keys));
                } else {
                  edit.setDirectory(target.directoryName(), target.directoryValue(), true);
                }
              });
    }
  }

  /** {@code modify toml}. */
  @Command(
      name = "toml",
      mixinStandardHelpOptions = true,
      description = "Changes a file source or a directory constant of ducksite.toml.")
  static final class Modify implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @ArgGroup(multiplicity = "1")
    private Target target;

    @Option(
        names = "--key",
        paramLabel = "KEY=VALUE",
        description = "A key's new value; may be repeated.")
    private List<String> keys = new ArrayList<>();

    @Option(names = "--unset", paramLabel = "KEY", description = "Removes a key; may be repeated.")
    private List<String> removed = new ArrayList<>();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      if (target.source != null && keys.isEmpty() && removed.isEmpty()) {
        throw new CommandException("say what to change, with --key or --unset");
      }
      return new ProjectEdit(common, spec)
          .change(
              FILE,
              ConfigurationEdit::new,
              edit -> {
                if (target.source != null) {
                  edit.modifySource(target.source, pairs(keys), removed);
                } else {
                  edit.setDirectory(target.directoryName(), target.directoryValue(), false);
                }
              });
    }
  }

  /** {@code remove toml}. */
  @Command(
      name = "toml",
      mixinStandardHelpOptions = true,
      description = "Removes a file source or a directory constant from ducksite.toml.")
  static final class Remove implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @ArgGroup(multiplicity = "1")
    private Target target;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      return new ProjectEdit(common, spec)
          .change(
              FILE,
              ConfigurationEdit::new,
              edit -> {
                if (target.source != null) {
                  edit.removeSource(target.source);
                } else {
                  edit.removeDirectory(target.directoryName());
                }
              });
    }
  }
}
