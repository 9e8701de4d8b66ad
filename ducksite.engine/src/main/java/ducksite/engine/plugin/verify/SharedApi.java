package ducksite.engine.plugin.verify;

import ducksite.api.Options;
import ducksite.api.manifest.VirtualParquetPlugin;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The part of the host that plugins see: the platform's modules and {@code ducksite.api}. Normally
 * that is a named module; on a plain class path a stand-in module of the same name takes its place,
 * so that modular plugins resolve there too.
 */
public final class SharedApi {

  public static final String NAME = "ducksite.api";

  /** Packages of the API: the common one and that of each interface. */
  private static final Set<String> PACKAGES = packages();

  /** Which loader answers for a package; packages that are not in here do not exist for plugins. */
  public static final Map<String, ClassLoader> LOADERS = loaders();

  /** The layer on which a modular plugin's layer stands. */
  public static final ModuleLayer LAYER = layer();

  private SharedApi() {}

  /**
   * The module whose classes a plugin's modules have to read: {@code ducksite.api}, or the class
   * path.
   */
  public static Module module() {
    return VirtualParquetPlugin.class.getModule();
  }

  public static boolean isShared(String moduleName) {
    return moduleName.equals(NAME) || isPlatform(moduleName);
  }

  public static boolean isPlatform(String moduleName) {
    return moduleName.startsWith("java.") || moduleName.startsWith("jdk.");
  }

  /**
   * Whether a class file's or module's name belongs to the host: a plugin that brings it would hide
   * the shared one.
   */
  public static boolean isHostName(String dottedName) {
    return List.of(
            "ducksite.api", "ducksite.engine", "ducksite.http", "ducksite.app", "ducksite.web")
        .stream()
        .anyMatch(own -> dottedName.equals(own) || dottedName.startsWith(own + "."));
  }

  private static Set<String> packages() {
    Set<String> names = new HashSet<>(Set.of(Options.class.getPackageName()));
    Spi.ALL.forEach(spi -> names.add(spi.getPackageName()));
    return Set.copyOf(names);
  }

  private static Map<String, ClassLoader> loaders() {
    Map<String, ClassLoader> result = new HashMap<>();
    for (Module module : ModuleLayer.boot().modules()) {
      if (isPlatform(module.getName())) {
        ClassLoader own = module.getClassLoader();
        ClassLoader loader = own == null ? ClassLoader.getPlatformClassLoader() : own;
        module.getPackages().forEach(name -> result.put(name, loader));
      }
    }
    PACKAGES.forEach(name -> result.put(name, VirtualParquetPlugin.class.getClassLoader()));
    return Map.copyOf(result);
  }

  private static ModuleLayer layer() {
    ModuleLayer own = module().getLayer();
    if (own != null) {
      return own;
    }
    ModuleDescriptor.Builder builder = ModuleDescriptor.newModule(NAME);
    PACKAGES.forEach(builder::exports);
    ModuleReference standIn = new StandIn(builder.build());
    ModuleLayer boot = ModuleLayer.boot();
    Configuration resolved =
        boot.configuration().resolve(new OneModule(standIn), ModuleFinder.of(), Set.of(NAME));
    ClassLoader loader = new ApiOnlyLoader("ducksite-api");
    return ModuleLayer.defineModules(resolved, List.of(boot), _ -> loader).layer();
  }

  /** A module without content: its loader finds the API's classes on the class path. */
  private static final class StandIn extends ModuleReference {
    StandIn(ModuleDescriptor descriptor) {
      super(descriptor, null);
    }

    @Override
    public ModuleReader open() {
      throw new UnsupportedOperationException(
          "the stand-in for " + NAME + " has no content of its own");
    }
  }

  private record OneModule(ModuleReference reference) implements ModuleFinder {
    @Override
    public Optional<ModuleReference> find(String name) {
      return name.equals(reference.descriptor().name()) ? Optional.of(reference) : Optional.empty();
    }

    @Override
    public Set<ModuleReference> findAll() {
      return Set.of(reference);
    }
  }

  /** Where the compiled API lies: a folder, a jar, or {@code jrt:} in a linked image. */
  public static URI location() {
    return URI.create(
        VirtualParquetPlugin.class.getProtectionDomain().getCodeSource().getLocation().toString());
  }
}
