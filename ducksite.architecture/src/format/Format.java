import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Runs google-java-format over every Java file of the repository: {@code check ROOT} fails if one
 * is not formatted, {@code write ROOT} formats them. A source-launcher program: the build runs it
 * on the toolchain's JDK, because the formatter parses with the compiler of the JVM that it runs
 * on. Files that were right last time and have not changed are not checked again.
 */
final class Format {
  private static final Set<String> SKIPPED =
      Set.of("target", "node_modules", ".git", ".ducksite_data", ".build");

  private Format() {}

  public static void main(String[] arguments) throws Exception {
    boolean write = arguments[0].equals("write");
    Path root = Path.of(arguments[1]);
    List<Path> files = javaFiles(root);
    Path stamp = root.resolve("target/format.stamp");
    if (Files.exists(stamp) && Files.readString(stamp).equals(digest(files))) {
      return;
    }
    List<String> words = new ArrayList<>();
    words.addAll(write ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    files.forEach(file -> words.add(file.toString()));
    PrintWriter out = new PrintWriter(System.out, true);
    int code =
        new Main(out, new PrintWriter(System.err, true), System.in)
            .format(words.toArray(String[]::new));
    out.flush();
    if (code != 0) {
      System.err.println(
          "These files are not formatted, or do not parse. Run: mvn -N -Pformat initialize");
      System.exit(1);
    }
    Files.createDirectories(stamp.getParent());
    Files.writeString(stamp, digest(files));
  }

  private static List<Path> javaFiles(Path root) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean skipped = SKIPPED.contains(folder.getFileName().toString());
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    Collections.sort(files);
    return files;
  }

  private static String digest(List<Path> files) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (Path file : files) {
      digest.update(file.toString().getBytes());
      digest.update(Files.readAllBytes(file));
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
