package ducksite.engine.page;

import ducksite.engine.project.PageSource;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Project;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that forms submit to: where one is missing, it is made with its header only, so that
 * queries over submissions work before the first one. A file that is there is never touched.
 */
public final class FormFiles {

  private static final Logger LOG = LoggerFactory.getLogger(FormFiles.class);
  private static final String SUFFIX = ".csv";

  private FormFiles() {}

  /** Makes the missing files of a project's forms. */
  public static void create(Project project) {
    for (PageSource page : project.pages()) {
      if (page.text().text().contains("target_csv")) {
        create(project, page);
      }
    }
  }

  private static void create(Project project, PageSource page) {
    int start = FrontMatter.of(page.text(), new Problems()).end();
    for (PageText.Piece piece : PageText.of(page.text(), start, false).pieces()) {
      if (piece instanceof PageText.Piece.Fenced(Block block) && block.kind().equals("form")) {
        FormBlock.target(block)
            .flatMap(target -> file(project, target))
            .ifPresent(file -> create(project.root(), file, FormBlock.columns(block)));
      }
    }
  }

  /** A file below the folders that SQL may read; others are nobody's to make. */
  private static Optional<Path> file(Project project, String target) {
    String name = target;
    for (Map.Entry<String, String> dir : project.config().dirs().entrySet()) {
      name = name.replace("${" + dir.getKey() + "}", dir.getValue());
    }
    try {
      Path root = project.root().toAbsolutePath().normalize();
      Path file = root.resolve(name).normalize();
      boolean allowed =
          project.config().sql().allow().stream()
              .map(folder -> root.resolve(folder).normalize())
              .anyMatch(folder -> folder.startsWith(root) && file.startsWith(folder));
      return allowed && name.endsWith(SUFFIX) ? Optional.of(file) : Optional.empty();
    } catch (InvalidPathException e) {
      LOG.debug("'{}' names no file", target, e);
      return Optional.empty();
    }
  }

  private static void create(Path root, Path file, List<String> columns) {
    if (Files.exists(file)) {
      return;
    }
    String header =
        columns.stream().map(FormFiles::quoted).collect(Collectors.joining(",", "", "\n"));
    Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
    try {
      Files.createDirectories(file.getParent());
      if (!file.getParent().toRealPath().startsWith(root.toRealPath())) {
        return;
      }
      Files.writeString(temporary, header);
      Files.move(temporary, file);
    } catch (FileAlreadyExistsException e) {
      LOG.debug("somebody else has made {}", file, e);
    } catch (IOException e) {
      // What reads the file says so in its place.
      LOG.warn("{} cannot be made", file, e);
    }
  }

  private static String quoted(String name) {
    return name.matches("[^,\"\\r\\n]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
