package ducksite.app;

import ducksite.app.edit.PageEdit;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code add}, {@code modify} and {@code remove md}: blocks of pages. */
final class PageCommands {

  private PageCommands() {}

  /** Which block is meant. */
  static final class Target {

    private static final Pattern PAGE = Pattern.compile("[\\w-]+(/[\\w-]+)*(\\.md)?");

    @Option(
        names = "--page",
        required = true,
        paramLabel = "PATH",
        description = "The page below content, such as sales/index.")
    private String page = "";

    @Option(names = "--id", required = true, description = "The block's id.")
    private String id = "";

    String file() {
      if (!PAGE.matcher(page).matches()) {
        throw new CommandException("'" + page + "' is not a page's path, such as sales/index");
      }
      return "content/" + page + (page.endsWith(".md") ? "" : ".md");
    }

    /** The file, which must be there. */
    String existing(ProjectEdit project) throws IOException {
      if (project.files("content", ".md").contains(file())) {
        return file();
      }
      throw new CommandException("there is no page " + file());
    }
  }

  /** {@code add md}. */
  @Command(
      name = "md",
      mixinStandardHelpOptions = true,
      description = "Adds a block to a page; makes the page when there is none.")
  static final class Add implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Mixin private Target target;

    @Option(
        names = "--block",
        required = true,
        paramLabel = "KIND",
        description = "sql, echart or table.")
    private String kind = "";

    @Option(names = "--body", required = true, description = "The text of the block.")
    private String body = "";

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      return new ProjectEdit(common, spec)
          .change(
              target.file(),
              PageEdit::new,
              edit -> {
                edit.add(kind, target.id, body);
              });
    }
  }

  /** {@code modify md}. */
  @Command(
      name = "md",
      mixinStandardHelpOptions = true,
      description = "Changes a block of a page; charts and tables follow a query's new id.")
  static final class Modify implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Mixin private Target target;

    @Option(names = "--body", description = "Its new text.")
    private @Nullable String body;

    @Option(names = "--rename", paramLabel = "ID", description = "Its new id.")
    private @Nullable String another;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      if (body == null && another == null) {
        throw new CommandException("say what to change, with --body or --rename");
      }
      ProjectEdit project = new ProjectEdit(common, spec);
      return project.change(
          target.existing(project),
          PageEdit::new,
          edit -> {
            if (body != null) {
              edit.replace(target.id, body);
            }
            if (another != null) {
              edit.rename(target.id, another);
            }
          });
    }
  }

  /** {@code remove md}. */
  @Command(
      name = "md",
      mixinStandardHelpOptions = true,
      description = "Removes a block from a page.")
  static final class Remove implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Mixin private Target target;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      ProjectEdit project = new ProjectEdit(common, spec);
      return project.change(
          target.existing(project),
          PageEdit::new,
          edit -> {
            edit.remove(target.id);
          });
    }
  }
}
