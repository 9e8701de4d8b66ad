package ducksite.app;

import ducksite.http.SiteServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The errors that the front end can answer with, read from its compiled classes: every call {@code
 * HttpProblem.of(status, code, title)}.
 */
final class HttpCodes {

  /** One error. */
  record HttpCode(int status, String code, String title) implements Comparable<HttpCode> {
    @Override
    public int compareTo(HttpCode other) {
      return (status + code + title).compareTo(other.status + other.code + other.title);
    }
  }

  private HttpCodes() {}

  static Set<HttpCode> read() throws IOException, URISyntaxException {
    Path location =
        Path.of(SiteServer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(location)) {
      return read(location);
    }
    try (FileSystem jar = FileSystems.newFileSystem(location)) {
      return read(jar.getPath("/"));
    }
  }

  private static Set<HttpCode> read(Path root) throws IOException {
    Set<HttpCode> codes = new TreeSet<>();
    try (Stream<Path> files = Files.walk(root)) {
      files
          .filter(file -> file.toString().endsWith(".class"))
          .filter(file -> !file.endsWith("module-info.class"))
          .forEach(file -> addAll(file, codes));
    }
    return codes;
  }

  private static void addAll(Path file, Set<HttpCode> codes) {
    try {
      for (MethodModel method : ClassFile.of().parse(Files.readAllBytes(file)).methods()) {
        method.code().ifPresent(code -> addAll(code, codes));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addAll(Iterable<CodeElement> code, Set<HttpCode> codes) {
    List<Object> constants = new ArrayList<>();
    for (CodeElement element : code) {
      if (element instanceof ConstantInstruction constant) {
        constants.add(constant.constantValue());
      } else if (element instanceof InvokeInstruction call && isProblem(call)) {
        List<Object> last = constants.subList(constants.size() - 3, constants.size());
        codes.add(new HttpCode((Integer) last.get(0), (String) last.get(1), (String) last.get(2)));
      }
    }
  }

  private static boolean isProblem(InvokeInstruction call) {
    return call.owner().asInternalName().equals("ducksite/http/HttpProblem")
        && call.name().equalsString("of");
  }
}
