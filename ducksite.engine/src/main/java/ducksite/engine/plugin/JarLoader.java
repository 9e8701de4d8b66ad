package ducksite.engine.plugin;

import ducksite.engine.plugin.PluginCode.Candidate;
import java.io.IOException;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a plugin's jars behind a loader: a layer of modules where all of them are modules, else one
 * class loader. A private jar that is no module would read every module of the host, so it never
 * comes into a layer.
 */
final class JarLoader {

  private JarLoader() {}

  static PluginCode load(PrivateCopy copy, JarFacts facts, String libraryFolder)
      throws DefectException {
    ModuleDescriptor module = facts.module();
    List<Candidate> candidates = module == null ? services(copy.main()) : provides(module);
    if (candidates.isEmpty()) {
      throw noProvider(module);
    }
    if (module != null && allModules(copy)) {
      return ModuleLoader.load(copy, module, candidates, libraryFolder);
    }
    return new UrlCode(copy).code(candidates);
  }

  private static DefectException noProvider(@Nullable ModuleDescriptor module) {
    String hint =
        module == null
            ? "list the class in META-INF/services/<interface>, one of " + interfaces()
            : "add 'provides <interface> with <class>;' to its module-info.java ("
                + Spi.names()
                + ")";
    return new DefectException(
        "plugin/missing-provider", "it provides no interface of ducksite.api", hint);
  }

  private static String interfaces() {
    return String.join(", ", Spi.ALL.stream().map(Class::getName).toList());
  }

  private static List<Candidate> provides(ModuleDescriptor module) {
    List<Candidate> candidates = new ArrayList<>();
    for (Class<?> spi : Spi.ALL) {
      module.provides().stream()
          .filter(provided -> provided.service().equals(spi.getName()))
          .flatMap(provided -> provided.providers().stream())
          .forEach(name -> candidates.add(new Candidate(spi, name)));
    }
    return candidates;
  }

  private static List<Candidate> services(Path jar) throws DefectException {
    List<Candidate> candidates = new ArrayList<>();
    for (Class<?> spi : Spi.ALL) {
      byte[] bytes;
      try {
        bytes = ZipCheck.entry(jar, "META-INF/services/" + spi.getName());
      } catch (IOException e) {
        throw new DefectException(
            "plugin/unreadable-jar", "cannot be read: " + e.getMessage(), "build it again", e);
      }
      if (bytes != null) {
        new String(bytes, StandardCharsets.UTF_8)
            .lines()
            .map(line -> line.replaceFirst("#.*", "").strip())
            .filter(line -> !line.isEmpty())
            .distinct()
            .forEach(name -> candidates.add(new Candidate(spi, name)));
      }
    }
    return candidates;
  }

  private static boolean allModules(PrivateCopy copy) throws DefectException {
    for (Path library : copy.libraries()) {
      try {
        if (ModuleFinder.of(library).findAll().stream()
            .anyMatch(found -> found.descriptor().isAutomatic())) {
          return false;
        }
      } catch (FindException e) {
        return false; // no name can be derived from the file's name: a class loader needs none
      }
    }
    return true;
  }

  /** A class loader over jars, which it holds open. */
  private record UrlCode(PrivateCopy copy) {

    PluginCode code(List<Candidate> candidates) throws DefectException {
      try {
        List<URL> urls = new ArrayList<>();
        for (Path jar : copy.all()) {
          urls.add(jar.toUri().toURL());
        }
        String name = "plugin-" + copy.main().getFileName();
        URLClassLoader loader =
            new URLClassLoader(name, urls.toArray(URL[]::new), new ApiOnlyLoader(name + "-parent"));
        return new PluginCode(loader, "class loader", candidates, List.of(), loader);
      } catch (IOException e) {
        throw new DefectException(
            "plugin/unreadable-jar", "cannot be read: " + e.getMessage(), "build it again", e);
      }
    }
  }
}
