package ducksite.engine.plugin;

import ducksite.engine.plugin.verify.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plugin's jars in a folder of the host's own: a jar that is overwritten in place would break the
 * loader that reads it.
 *
 * @param folder the folder, removed when the plugin is closed
 * @param main the plugin's jar
 * @param libraries its private jars, by name
 * @param sha256 digest of the plugin's jar
 * @param fingerprint digest of all of them
 */
record PrivateCopy(
    Path folder, Path main, List<Path> libraries, String sha256, String fingerprint) {

  private static final Logger LOG = LoggerFactory.getLogger(PrivateCopy.class);

  static PrivateCopy of(PluginSource.Jar source, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path main = folder.resolve(source.file().getFileName());
    String sha256 = copy(source.file(), main);
    Sha256 all = new Sha256().part(sha256);
    List<Path> libraries = new ArrayList<>();
    if (Files.isDirectory(source.libraryFolder())) {
      Path target = Files.createDirectories(folder.resolve("libraries"));
      for (Path jar : jars(source.libraryFolder())) {
        Path library = target.resolve(jar.getFileName());
        all.part(library.getFileName().toString()).part(copy(jar, library));
        libraries.add(library);
      }
    }
    return new PrivateCopy(folder, main, List.copyOf(libraries), sha256, all.hex());
  }

  /** The plugin's jar and its private jars. */
  List<Path> all() {
    List<Path> all = new ArrayList<>(List.of(main));
    all.addAll(libraries);
    return all;
  }

  /** A text of the platform with the paths of the copies shortened to what the author knows. */
  String withoutFolder(@Nullable String message) {
    return String.valueOf(message)
        .replace(folder.resolve("libraries") + "/", "")
        .replace(folder + "/", "");
  }

  /** Removes a copy that no running plugin took over, if there is one. */
  static void discard(@Nullable Path folder) {
    if (folder != null) {
      try {
        delete(folder);
      } catch (IOException e) {
        LOG.warn("the private copy {} cannot be removed: {}", folder, e.toString());
      }
    }
  }

  /** Removes a folder with all that it holds. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static String copy(Path from, Path to) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    try (InputStream in = Files.newInputStream(from);
        OutputStream out = new DigestOutputStream(Files.newOutputStream(to), digest)) {
      in.transferTo(out);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(PluginScanner::isJar).sorted().toList();
    }
  }
}
