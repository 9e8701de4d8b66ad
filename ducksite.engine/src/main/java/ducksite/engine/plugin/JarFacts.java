package ducksite.engine.plugin;

import java.io.IOException;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * What a jar tells about itself without its code being run.
 *
 * @param module its module descriptor, null for a plain jar
 * @param identity who it is: its description file, else its module descriptor, its manifest, its
 *     file name
 */
record JarFacts(@Nullable ModuleDescriptor module, PluginIdentity identity) {

  private static final Pattern VERSIONED_NAME = Pattern.compile("(.+?)-(\\d+(?:[.][^.].*)?)");

  static JarFacts read(PrivateCopy copy, String stem) throws DefectException {
    try {
      ModuleDescriptor module = module(copy);
      PluginIdentity fallback = fallback(copy, module, stem);
      byte[] descriptor = ZipCheck.entry(copy.main(), DescriptorFile.ENTRY);
      return new JarFacts(
          module,
          descriptor == null
              ? fallback
              : DescriptorFile.read(new String(descriptor, StandardCharsets.UTF_8), fallback));
    } catch (IOException e) {
      throw new DefectException(
          "plugin/unreadable-jar",
          "cannot be read: " + e.getMessage(),
          "build or copy it again",
          e);
    }
  }

  private static @Nullable ModuleDescriptor module(PrivateCopy copy)
      throws IOException, DefectException {
    try (JarFile jar =
        new JarFile(copy.main().toFile(), false, ZipFile.OPEN_READ, Runtime.version())) {
      if (jar.getJarEntry("module-info.class") == null) {
        return null;
      }
    }
    try {
      return ModuleFinder.of(copy.main()).findAll().iterator().next().descriptor();
    } catch (FindException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new DefectException(
          "plugin/bad-module",
          "its module descriptor cannot be used: " + copy.withoutFolder(cause.getMessage()),
          "build the jar from a clean folder",
          e);
    }
  }

  private static PluginIdentity fallback(
      PrivateCopy copy, @Nullable ModuleDescriptor module, String stem) throws IOException {
    Attributes manifest = manifest(copy);
    Matcher name = VERSIONED_NAME.matcher(stem);
    boolean versioned = name.matches();
    String title = manifest.getValue("Automatic-Module-Name");
    String id =
        module != null ? module.name() : title != null ? title : versioned ? name.group(1) : stem;
    String version = module == null ? null : module.rawVersion().orElse(null);
    if (version == null) {
      version = manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    }
    return PluginIdentity.of(id, version != null ? version : versioned ? name.group(2) : "0");
  }

  private static Attributes manifest(PrivateCopy copy) throws IOException {
    try (JarFile jar = new JarFile(copy.main().toFile(), false)) {
      Manifest manifest = jar.getManifest();
      return manifest == null ? new Attributes() : manifest.getMainAttributes();
    }
  }
}
