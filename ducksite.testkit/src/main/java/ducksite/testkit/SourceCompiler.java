package ducksite.testkit;

import ducksite.api.manifest.VirtualParquetPlugin;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles source text against the plugin interfaces, in memory. */
final class SourceCompiler {

  private SourceCompiler() {}

  /** Class files by jar entry name. */
  static Map<String, byte[]> compile(Map<String, String> sources, List<Path> libraries) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IllegalStateException("this Java has no compiler (module jdk.compiler)");
    }
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((name, text) -> units.add(new SourceText(name, text)));
    Output output = new Output(compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8));
    StringWriter messages = new StringWriter();
    List<String> options = options(sources.containsKey("module-info"), libraries);
    if (!compiler.getTask(messages, output, null, options, null, units).call()) {
      throw new IllegalStateException("sources do not compile:\n" + messages);
    }
    Map<String, byte[]> classes = new LinkedHashMap<>();
    output.classes.forEach(
        (name, bytes) -> classes.put(name.replace('.', '/') + ".class", bytes.toByteArray()));
    return classes;
  }

  private static List<String> options(boolean modular, List<Path> libraries) {
    String path =
        libraries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    URL api = VirtualParquetPlugin.class.getProtectionDomain().getCodeSource().getLocation();
    List<String> options = new ArrayList<>(List.of("-proc:none", "-g"));
    if ("file".equals(api.getProtocol())) {
      String apiPath = Path.of(URI.create(api.toString())).toString();
      path = path.isEmpty() ? apiPath : apiPath + File.pathSeparator + path;
    } else if (!modular) {
      // Linked into the run-time image: visible to the compiler as a system module.
      options.addAll(List.of("--add-modules", "ducksite.api"));
    }
    options.addAll(List.of(modular ? "--module-path" : "-classpath", path));
    return options;
  }

  private static final class SourceText extends SimpleJavaFileObject {
    private final String text;

    SourceText(String className, String text) {
      super(
          URI.create("string:///" + className.replace('.', '/') + Kind.SOURCE.extension),
          Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> classes = new LinkedHashMap<>();

    Output(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(
          URI.create("memory:///" + className.replace('.', '/') + kind.extension), kind) {
        @Override
        public OutputStream openOutputStream() {
          return classes.computeIfAbsent(className, _ -> new ByteArrayOutputStream());
        }
      };
    }
  }
}
