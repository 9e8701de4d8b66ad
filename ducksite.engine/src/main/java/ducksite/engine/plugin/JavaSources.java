package ducksite.engine.plugin;

import ducksite.engine.plugin.verify.ApiRange;
import ducksite.engine.plugin.verify.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A {@code .java} file with the files that it may use: those at and below its source root, the
 * folder in which its package begins.
 *
 * @param file the file
 * @param root its source root
 * @param siblings every {@code .java} file at and below the root, the file itself included, by path
 */
record JavaSources(Path file, Path root, List<Path> siblings) {

  /** Deep enough for packages; a project folder by mistake is not walked to its end. */
  private static final int DEPTH = 8;

  private static final Pattern COMMENT_OR_TEXT =
      Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*|\"(\\\\.|[^\"\\\\\\n])*\"");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)\\s*;");

  static JavaSources of(Path file) throws IOException {
    Path root = file.getParent();
    Path folder = packageFolder(Files.readString(file, StandardCharsets.UTF_8));
    if (folder != null && root.endsWith(folder)) {
      for (int i = 0; i < folder.getNameCount(); i++) {
        root = root.getParent();
      }
    }
    try (Stream<Path> found = Files.walk(root, DEPTH)) {
      return new JavaSources(file, root, found.filter(JavaSources::isSource).sorted().toList());
    }
  }

  /** Digest of every source and of what compiles them: equal digests give equal classes. */
  String fingerprint() throws IOException {
    Sha256 digest =
        new Sha256().part("1").part(Runtime.version().toString()).part(ApiRange.CURRENT);
    digest.part(root.relativize(file).toString());
    for (Path sibling : siblings) {
      digest.part(root.relativize(sibling).toString()).part(Files.readAllBytes(sibling));
    }
    return digest.hex();
  }

  private static @Nullable Path packageFolder(String text) {
    Matcher matcher = PACKAGE.matcher(COMMENT_OR_TEXT.matcher(text).replaceAll(" "));
    return matcher.find() ? Path.of(matcher.group(1).replace('.', '/')) : null;
  }

  private static boolean isSource(Path path) {
    return path.getFileName().toString().endsWith(".java") && Files.isRegularFile(path);
  }
}
