package ducksite.engine.project;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The text files of one project folder. Links are followed only where they stay inside the project;
 * names that begin with a dot are not part of a project. What cannot be read is a problem and
 * counts as absent.
 */
final class ProjectFiles {

  private static final long LARGEST_FILE = 16L << 20;

  private final Path root;
  private final Path realRoot;
  private final Problems problems;

  private ProjectFiles(Path root, Path realRoot, Problems problems) {
    this.root = root;
    this.realRoot = realRoot;
    this.problems = problems;
  }

  ProjectFiles(Path root, Problems problems) {
    this.root = root;
    this.problems = problems;
    Path real = root.toAbsolutePath().normalize();
    try {
      real = root.toRealPath();
    } catch (IOException e) {
      // A root that is not there has no files; the reader reports the missing ducksite.toml.
    }
    this.realRoot = real;
  }

  /**
   * Paths relative to the root of all files below a folder whose names end with a suffix, sorted;
   * none without the folder.
   */
  List<String> list(String folder, String suffix) {
    return list(folder, List.of(suffix));
  }

  /** The same with several suffixes. */
  List<String> list(String folder, List<String> suffixes) {
    List<String> files = new ArrayList<>();
    Path start = root.resolve(folder);
    if (Files.exists(start, LinkOption.NOFOLLOW_LINKS)) {
      @Nullable Path real = inside(start, folder);
      if (real != null && Files.isDirectory(real)) {
        collect(start, folder, suffixes, new ArrayDeque<>(List.of(real)), files);
      } else if (real != null) {
        problems.add(
            Problem.error("file/not-a-folder", "`" + folder + "` must be a folder")
                .withFile(folder));
      }
    }
    files.sort(null);
    return files;
  }

  /** The same files, whose problems go elsewhere. */
  ProjectFiles reporting(Problems elsewhere) {
    return new ProjectFiles(root, realRoot, elsewhere);
  }

  /**
   * What tells these files, with their content, from all others; null when they do not exist, or
   * are so new that a change might not show.
   */
  @Nullable String identities(List<String> files) {
    StringBuilder all = new StringBuilder();
    try {
      for (String file : files) {
        FileTimes times = FileTimes.of(root.resolve(file));
        if (times.areNew()) {
          return null;
        }
        all.append(file).append(' ').append(times.text()).append('\n');
      }
    } catch (IOException e) {
      // Whoever reads the file tells.
      return null;
    }
    return all.toString();
  }

  /** Whether a file is there, readable or not. */
  boolean exists(String file) {
    return Files.exists(root.resolve(file), LinkOption.NOFOLLOW_LINKS);
  }

  /** The text of a file; empty with a problem when it cannot be read. */
  Optional<SourceText> read(String file) {
    @Nullable Path real = inside(root.resolve(file), file);
    if (real == null) {
      return Optional.empty();
    }
    try {
      long size = Files.size(real);
      if (size > LARGEST_FILE) {
        String message =
            "the file has " + size + " bytes, and a text of a project has at most " + LARGEST_FILE;
        problems.add(
            Problem.error("file/too-large", message)
                .withFile(file)
                .withHint("data belongs below `data/`"));
        return Optional.empty();
      }
      return SourceDecoder.decode(file, Files.readAllBytes(real), problems);
    } catch (IOException e) {
      unreadable(file, e);
      return Optional.empty();
    }
  }

  private void collect(
      Path folder, String name, List<String> suffixes, Deque<Path> ancestors, List<String> files) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String fileName = entry.getFileName().toString();
        if (!fileName.startsWith(".")) {
          visit(entry, name + "/" + fileName, suffixes, ancestors, files);
        }
      }
    } catch (IOException e) {
      unreadable(name, e);
    }
  }

  private void visit(
      Path entry, String name, List<String> suffixes, Deque<Path> ancestors, List<String> files) {
    boolean wanted = suffixes.stream().anyMatch(name::endsWith);
    BasicFileAttributes own;
    try {
      own = Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      unreadable(name, e);
      return;
    }
    if (own.isRegularFile()) {
      if (wanted) {
        files.add(name);
      }
      return;
    }
    boolean link = own.isSymbolicLink();
    if (link && !wanted && !Files.isDirectory(entry)) {
      return;
    }
    @Nullable Path real = link ? inside(entry, name) : entry;
    if (real == null) {
      return;
    }
    if (Files.isDirectory(real)) {
      Path identity = real.toAbsolutePath().normalize();
      if (!ancestors.contains(identity)) {
        ancestors.push(identity);
        collect(entry, name, suffixes, ancestors, files);
        ancestors.pop();
      }
    } else if (wanted && Files.isRegularFile(real)) {
      files.add(name);
    }
  }

  /**
   * The file behind a path, null with a problem when it is outside the project or cannot be found.
   */
  private @Nullable Path inside(Path path, String name) {
    try {
      Path real = path.toRealPath();
      if (real.startsWith(realRoot)) {
        return real;
      }
      String message = "the link leads out of the project and is not followed";
      problems.add(
          Problem.warning("file/outside-project", message)
              .withFile(name)
              .withHint("copy the file into the project"));
    } catch (IOException e) {
      unreadable(name, e);
    }
    return null;
  }

  private void unreadable(String name, IOException cause) {
    String reason =
        cause instanceof NoSuchFileException
            ? "it does not exist"
            : cause.getClass().getSimpleName();
    problems.add(
        Problem.error("file/unreadable", "`" + name + "` cannot be read: " + reason)
            .withFile(name));
  }
}
