package ducksite.app;

import ducksite.http.SiteServer;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the front end's compiled classes tell: its texts, and the errors that it can answer with,
 * which are all calls {@code HttpProblem.of(status, code, title)}.
 */
final class FrontEnd {

  /** One error. */
  record HttpCode(int status, String code, String title) implements Comparable<HttpCode> {
    @Override
    public int compareTo(HttpCode other) {
      return (status + code + title).compareTo(other.status + other.code + other.title);
    }
  }

  private FrontEnd() {}

  /** The errors. */
  static Set<HttpCode> codes() throws IOException, URISyntaxException {
    Set<HttpCode> codes = new TreeSet<>();
    for (ClassModel model : classes()) {
      for (MethodModel method : model.methods()) {
        method.code().ifPresent(code -> addAll(code, codes));
      }
    }
    return codes;
  }

  /** The texts that a pattern fits. */
  static Set<String> texts(Pattern pattern) throws IOException, URISyntaxException {
    Set<String> texts = new TreeSet<>();
    for (ClassModel model : classes()) {
      for (PoolEntry entry : model.constantPool()) {
        if (entry instanceof StringEntry text && pattern.matcher(text.stringValue()).matches()) {
          texts.add(text.stringValue());
        }
      }
    }
    return texts;
  }

  private static List<ClassModel> classes() throws IOException, URISyntaxException {
    Path location =
        Path.of(SiteServer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(location)) {
      return classes(location);
    }
    try (FileSystem jar = FileSystems.newFileSystem(location)) {
      return classes(jar.getPath("/"));
    }
  }

  private static List<ClassModel> classes(Path root) throws IOException {
    List<ClassModel> models = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        models.add(ClassFile.of().parse(Files.readAllBytes(file)));
      }
    }
    return models;
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
