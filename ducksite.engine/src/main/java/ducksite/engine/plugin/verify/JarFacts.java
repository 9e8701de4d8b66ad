package ducksite.engine.plugin.verify;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a jar tells about itself: who it is, and what it provides. */
final class JarFacts {

  private static final Pattern VERSIONED_NAME = Pattern.compile("(.+?)-(\\d+(?:[.][^.].*)?)");
  private static final int LARGEST_DESCRIPTION = 1 << 20;

  private JarFacts() {}

  /** The identity that a file name alone gives. */
  static PluginIdentity ofName(String stem) {
    Matcher name = VERSIONED_NAME.matcher(stem);
    return name.matches()
        ? PluginIdentity.of(name.group(1), name.group(2))
        : PluginIdentity.of(stem, "0");
  }

  /** Its description file, else its module descriptor, its manifest, its file name. */
  static PluginIdentity identity(JarContents main, @Nullable ModuleDescriptor module, String stem)
      throws IOException, DefectException {
    Attributes manifest = main.manifest();
    PluginIdentity named = ofName(stem);
    String title = manifest.getValue("Automatic-Module-Name");
    String id = module != null ? module.name() : title != null ? title : named.id();
    String version = module == null ? null : module.rawVersion().orElse(null);
    if (version == null) {
      version = manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    }
    PluginIdentity fallback = PluginIdentity.of(id, version == null ? named.version() : version);
    byte[] description = main.bytes(DescriptorFile.ENTRY);
    if (description == null) {
      return fallback;
    }
    if (description.length > LARGEST_DESCRIPTION) {
      throw new DefectException(
          "plugin/too-large",
          DescriptorFile.ENTRY + " has more than 1 MiB",
          "shorten it and build the jar again");
    }
    return DescriptorFile.read(new String(description, StandardCharsets.UTF_8), fallback);
  }

  /** The classes that it says are providers. */
  static List<Candidate> candidates(JarContents main, @Nullable ModuleDescriptor module)
      throws IOException, DefectException {
    List<Candidate> candidates = new ArrayList<>();
    for (Class<?> spi : Spi.ALL) {
      names(main, module, spi).stream()
          .distinct()
          .forEach(name -> candidates.add(new Candidate(spi, name)));
    }
    if (candidates.isEmpty()) {
      throw new DefectException(
          "plugin/missing-provider",
          "it provides no interface of ducksite.api",
          module == null
              ? "list the class in META-INF/services/<interface>, one of " + interfaces()
              : "add 'provides <interface> with <class>;' to its module-info.java ("
                  + Spi.names()
                  + ")");
    }
    return candidates;
  }

  private static List<String> names(
      JarContents main, @Nullable ModuleDescriptor module, Class<?> spi)
      throws IOException, DefectException {
    if (module != null) {
      return module.provides().stream()
          .filter(provided -> provided.service().equals(spi.getName()))
          .flatMap(provided -> provided.providers().stream())
          .toList();
    }
    byte[] services = main.bytes("META-INF/services/" + spi.getName());
    return services == null
        ? List.of()
        : new String(services, StandardCharsets.UTF_8)
            .lines()
            .map(
                line ->
                    (line.indexOf('#') < 0 ? line : line.substring(0, line.indexOf('#'))).strip())
            .filter(line -> !line.isEmpty())
            .toList();
  }

  private static String interfaces() {
    return String.join(", ", Spi.ALL.stream().map(Class::getName).toList());
  }
}
