package ducksite.engine;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a project's files in a new generation. A file that the former generation has as well is
 * the same file under a second name, where the disk can do that, so that one edit among thousands
 * of files costs one copy. Files of a generation are never written again. Confined to one thread.
 */
final class ProjectCopy {

  /** A file that changes twice in so short a time may keep its time: by it nobody can tell. */
  private static final long BLURRED_MILLIS = 2_000;

  private static final FileTime UNKNOWN = FileTime.fromMillis(0);

  private final Path root;
  private final @Nullable Path former;
  private final Path target;
  private final Set<Path> linked = new HashSet<>();
  private boolean linking;

  /**
   * @param former the copy in the generation before; null without one
   */
  ProjectCopy(Path root, @Nullable Path former, Path target) {
    this.root = root;
    this.former = former;
    this.target = target;
    this.linking = former != null;
  }

  /**
   * Copies a file or a folder with everything below it; a missing one is no error. Links are
   * followed, as they are when the project is read; one that leads back to a folder above is left
   * out.
   */
  void add(String entry) throws IOException {
    Path source = root.resolve(entry);
    if (!Files.exists(source)) {
      return;
    }
    Files.walkFileTree(
        source,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof FileSystemLoopException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }

          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(target.resolve(root.relativize(folder).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile()) {
              file(file, attributes);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** The files that lay in the former generation already, so on the disk. */
  Set<Path> linked() {
    return Set.copyOf(linked);
  }

  private void file(Path source, BasicFileAttributes attributes) throws IOException {
    String name = root.relativize(source).toString();
    Path copy = target.resolve(name);
    Files.createDirectories(copy.getParent());
    if (former != null && linking && links(source, attributes, former.resolve(name), copy)) {
      linked.add(copy);
      return;
    }
    Files.copy(source, copy);
    Files.setLastModifiedTime(
        copy, isSettled(attributes) ? attributes.lastModifiedTime() : UNKNOWN);
  }

  private boolean links(Path source, BasicFileAttributes attributes, Path known, Path copy)
      throws IOException {
    if (!Files.isRegularFile(known) || Files.size(known) != attributes.size()) {
      return false;
    }
    boolean sameTime = Files.getLastModifiedTime(known).equals(attributes.lastModifiedTime());
    if (!sameTime && Files.mismatch(source, known) >= 0) {
      return false;
    }
    try {
      Files.createLink(copy, known);
    } catch (UnsupportedOperationException | IOException e) {
      // The disk has no links, or no more of this file: from here on files are copied.
      linking = false;
      return false;
    }
    if (!sameTime && isSettled(attributes)) {
      Files.setLastModifiedTime(copy, attributes.lastModifiedTime());
    }
    return true;
  }

  private static boolean isSettled(BasicFileAttributes attributes) {
    long age = System.currentTimeMillis() - attributes.lastModifiedTime().toMillis();
    return age > BLURRED_MILLIS;
  }
}
