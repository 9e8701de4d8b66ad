package ducksite.engine.plugin;

import ducksite.engine.plugin.verify.SharedApi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/**
 * The compiler's view of one {@code .java} file: sources below its root, classes of the platform
 * and of {@code ducksite.api}, output in memory.
 */
final class CompilerFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {

  private final URI main;
  private final Map<String, ByteArrayOutputStream> classes = new LinkedHashMap<>();
  private final List<String> own = new ArrayList<>();

  CompilerFiles(StandardJavaFileManager files, JavaSources sources) throws IOException {
    super(files);
    this.main = sources.file().toUri();
    URI api = SharedApi.location();
    boolean file = "file".equals(api.getScheme());
    boolean modular = SharedApi.module().isNamed();
    List<Path> apiPath = file ? List.of(Path.of(api)) : List.of();
    files.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of(sources.root()));
    files.setLocationFromPaths(StandardLocation.CLASS_PATH, modular ? List.of() : apiPath);
    files.setLocationFromPaths(StandardLocation.MODULE_PATH, modular ? apiPath : List.of());
  }

  CompiledClasses compiled() {
    Map<String, byte[]> bytes = new LinkedHashMap<>();
    classes.forEach((name, out) -> bytes.put(name, out.toByteArray()));
    return new CompiledClasses(bytes, own);
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
    if (sibling != null && sibling.toUri().equals(main)) {
      own.add(className);
    }
    return new SimpleJavaFileObject(
        URI.create("memory:///" + className.replace('.', '/') + kind.extension), kind) {
      @Override
      public OutputStream openOutputStream() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        classes.put(className, out);
        return out;
      }
    };
  }
}
