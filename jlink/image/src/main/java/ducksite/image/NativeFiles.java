package ducksite.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The native libraries of this platform, taken out of their jars. */
final class NativeFiles {
  private final List<Path> jars;

  NativeFiles(List<Path> jars) {
    this.jars = jars;
  }

  /** Copies each library into {@code lib}. */
  void copyTo(Path lib) throws IOException {
    for (NativeLibrary library : NativeLibrary.on(Platform.current())) {
      Path jar = jarOf(library.module());
      List<String> own = Jars.names(jar).stream().filter(library.own().asMatchPredicate()).toList();
      if (own.size() != 1) {
        throw new BuildException(
            "%s has %d entries like %s; exactly one is expected."
                .formatted(jar, own.size(), library.own()));
      }
      Jars.extract(jar, own.getFirst(), lib.resolve(library.fileOf(own.getFirst())));
    }
  }

  private Path jarOf(String module) {
    return jars.stream()
        .filter(jar -> ModulePath.only(jar).descriptor().name().equals(module))
        .findFirst()
        .orElseThrow(
            () -> new BuildException("No jar on the module path is the module " + module + "."));
  }
}
