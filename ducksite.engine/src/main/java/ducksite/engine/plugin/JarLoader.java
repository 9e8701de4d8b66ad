package ducksite.engine.plugin;

import ducksite.engine.plugin.verify.ApiOnlyLoader;
import ducksite.engine.plugin.verify.Candidate;
import ducksite.engine.plugin.verify.DefectException;
import ducksite.engine.plugin.verify.Verified;
import java.io.IOException;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a plugin's jars behind a loader: a layer of modules where all of them are modules, else one
 * class loader. A private jar that is no module would read every module of the host, so it never
 * comes into a layer.
 */
final class JarLoader {

  static {
    // A jar that was read through a URL would stay open for as long as the process runs.
    URLConnection.setDefaultUseCaches("jar", false);
  }

  private JarLoader() {}

  /**
   * @param nativeAccess whether the operator lets it call native code
   */
  static PluginCode load(
      PrivateCopy copy, Verified verified, String libraryFolder, boolean nativeAccess)
      throws DefectException {
    if (verified.module() != null && allModules(copy)) {
      return ModuleLoader.load(
          copy, verified.module(), verified.candidates(), libraryFolder, nativeAccess);
    }
    if (nativeAccess) {
      throw NativeAccess.refused(
          verified.module() == null ? "it is a plain jar" : "one of its private jars is no module");
    }
    return new UrlCode(copy).code(verified.candidates());
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
