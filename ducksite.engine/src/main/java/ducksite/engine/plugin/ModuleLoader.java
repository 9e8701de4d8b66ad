package ducksite.engine.plugin;

import ducksite.engine.plugin.verify.ApiOnlyLoader;
import ducksite.engine.plugin.verify.Candidate;
import ducksite.engine.plugin.verify.DefectException;
import ducksite.engine.plugin.verify.SharedApi;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolutionException;
import java.lang.module.ResolvedModule;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts a modular plugin and its private modules into a layer of their own, which reads only what
 * the host shares.
 */
final class ModuleLoader {

  private static final Pattern NOT_FOUND =
      Pattern.compile("Module (\\S+) not found, required by (\\S+)");

  private ModuleLoader() {}

  static PluginCode load(
      PrivateCopy copy,
      String main,
      List<Candidate> candidates,
      String libraryFolder,
      boolean nativeAccess)
      throws DefectException {
    ModuleFinder own = ModuleFinder.of(copy.all().toArray(Path[]::new));
    checkNames(copy);
    Configuration resolved = resolve(copy, own, main, libraryFolder);
    checkReads(resolved, libraryFolder);
    try {
      ClassLoader parent = new ApiOnlyLoader("plugin-" + main + "-parent");
      ModuleLayer.Controller controller =
          ModuleLayer.defineModulesWithOneLoader(resolved, List.of(SharedApi.LAYER), parent);
      ModuleLayer layer = controller.layer();
      layer.modules().forEach(module -> controller.addReads(module, SharedApi.module()));
      if (nativeAccess) {
        layer.modules().forEach(controller::enableNativeAccess);
      }
      Module plugin = layer.findModule(main).orElseThrow();
      for (Candidate candidate : candidates) {
        controller.addOpens(
            plugin, packageOf(candidate.className()), ModuleLoader.class.getModule());
      }
      return new PluginCode(
          layer.findLoader(main), "module layer", candidates, List.of(), () -> {});
    } catch (LayerInstantiationException e) {
      throw bad(copy, e);
    }
  }

  private static Configuration resolve(
      PrivateCopy copy, ModuleFinder own, String main, String libraryFolder)
      throws DefectException {
    try {
      return SharedApi.LAYER.configuration().resolveAndBind(own, ModuleFinder.of(), Set.of(main));
    } catch (FindException | ResolutionException e) {
      Matcher missing = NOT_FOUND.matcher(String.valueOf(e.getMessage()));
      throw missing.find()
          ? missingModule(missing.group(2), missing.group(1), libraryFolder)
          : bad(copy, e);
    }
  }

  /**
   * The layer stands on the host's, so the resolver is content with any module of the host; we are
   * not.
   */
  private static void checkReads(Configuration resolved, String libraryFolder)
      throws DefectException {
    for (ResolvedModule module : resolved.modules()) {
      Set<Requires> requires = module.reference().descriptor().requires();
      for (ResolvedModule read : module.reads()) {
        boolean optional =
            requires.stream()
                .anyMatch(
                    each ->
                        each.name().equals(read.name())
                            && each.modifiers().contains(Requires.Modifier.STATIC));
        if (read.configuration() != resolved && !SharedApi.isShared(read.name()) && !optional) {
          throw missingModule(module.name(), read.name(), libraryFolder);
        }
      }
    }
  }

  private static void checkNames(PrivateCopy copy) throws DefectException {
    Map<String, Path> jars = new HashMap<>();
    for (Path jar : copy.all()) {
      for (ModuleReference reference : ModuleFinder.of(jar).findAll()) {
        String name = reference.descriptor().name();
        if (SharedApi.isHostName(name)) {
          throw new DefectException(
              "plugin/bundles-host",
              jar.getFileName() + " is the host's own module " + name,
              "declare ducksite.api with scope 'provided' so that it is not packed");
        }
        Path other = jars.put(name, jar);
        if (other != null) {
          throw new DefectException(
              "plugin/duplicate-module",
              "module "
                  + name
                  + " comes twice, in "
                  + other.getFileName()
                  + " and "
                  + jar.getFileName(),
              "remove one of them");
        }
      }
    }
  }

  private static DefectException missingModule(
      String module, String missing, String libraryFolder) {
    return new DefectException(
        "plugin/missing-module",
        "module "
            + module
            + " requires "
            + missing
            + ", which the host does not share with plugins",
        "put the jar of " + missing + " into the folder " + libraryFolder);
  }

  private static DefectException bad(PrivateCopy copy, RuntimeException e) {
    String cause = e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ")";
    return new DefectException(
        "plugin/bad-module",
        "its modules do not fit together: " + copy.withoutFolder(e.getMessage() + cause),
        "compare the jars in its folder with what module-info.java requires",
        e);
  }

  private static String packageOf(String className) {
    return className.substring(0, Math.max(0, className.lastIndexOf('.')));
  }
}
