package ducksite.engine.plugin.verify;

import ducksite.engine.project.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.module.InvalidModuleDescriptorException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The examination of a plugin's jars, without any of their code being run: sound as files, made for
 * this Java and this API, complete, with classes that can be providers.
 */
public final class Verification {

  private static final int CLASS_MAGIC = 0xCAFEBABE;
  private static final int HEAD = 8;
  private static final int JAVA_1_CLASS_VERSION = 44;

  private final PluginJars jars;
  private final RiskyCalls risks = new RiskyCalls();
  private final Map<String, ClassFacts> classes = new HashMap<>();

  private Verification(PluginJars jars) {
    this.jars = jars;
  }

  /**
   * What the jars are found to be.
   *
   * @param wanted tells whether more than the identity is asked of a plugin
   */
  public static Verified verify(PluginJars jars, Predicate<PluginIdentity> wanted) {
    return new Verification(jars).verify(wanted);
  }

  private Verified verify(Predicate<PluginIdentity> wanted) {
    PluginIdentity identity = JarFacts.ofName(jars.stem());
    try (JarContents main = open(jars.main())) {
      ModuleDescriptor module = module(main);
      identity = JarFacts.identity(main, module, jars.stem());
      if (!wanted.test(identity)) {
        return Verified.unwanted(identity);
      }
      checkApi(identity);
      List<Candidate> candidates = JarFacts.candidates(main, module);
      for (Path library : jars.libraries()) {
        try (JarContents contents = open(library)) {
          readClasses(contents);
        }
      }
      // Its own classes win over those of its private jars.
      readClasses(main);
      return examine(identity, module, candidates);
    } catch (DefectException e) {
      return Verified.defective(identity, e.problems());
    } catch (IOException e) {
      return Verified.defective(identity, List.of(unreadable(jars.main(), e)));
    }
  }

  private JarContents open(Path jar) throws DefectException {
    try {
      return JarContents.open(jar);
    } catch (DefectException e) {
      throw new DefectException(
          e.problems().stream()
              .map(
                  each ->
                      Problem.error(each.code(), jars.prefix(jar) + each.message())
                          .withHint(each.hint()))
              .toList());
    } catch (IOException e) {
      throw new DefectException(List.of(unreadable(jar, e)));
    }
  }

  private Problem unreadable(Path jar, IOException e) {
    String how = e instanceof ZipException ? "not a readable jar: " : "cannot be read: ";
    return Problem.error(
            "plugin/unreadable-jar", jars.prefix(jar) + how + jars.withoutFolders(e.getMessage()))
        .withHint("build or copy it again");
  }

  private @Nullable ModuleDescriptor module(JarContents main) throws IOException, DefectException {
    ZipEntry entry = main.classes().get(JarContents.MODULE);
    if (entry == null) {
      return null;
    }
    byte[] bytes = main.bytes(entry);
    checkHead(entry.getName(), bytes);
    Set<String> packages =
        main.classes().keySet().stream()
            .filter(name -> name.indexOf('/') > 0)
            .map(name -> name.substring(0, name.lastIndexOf('/')).replace('/', '.'))
            .collect(Collectors.toSet());
    try {
      return ModuleDescriptor.read(new ByteArrayInputStream(bytes), () -> packages);
    } catch (InvalidModuleDescriptorException e) {
      throw new DefectException(
          "plugin/bad-module",
          "its module descriptor cannot be used: " + jars.withoutFolders(e.getMessage()),
          "build the jar from a clean folder",
          e);
    }
  }

  private static void checkApi(PluginIdentity identity) throws DefectException {
    String range = identity.api();
    if (range != null && !ApiRange.contains(range, ApiRange.CURRENT)) {
      throw new DefectException(
          "plugin/api-version",
          "it was made for API " + range + ", and this host has API " + ApiRange.CURRENT,
          "use a version of the plugin, or of ducksite, that fits");
    }
  }

  private void readClasses(JarContents contents) throws IOException, DefectException {
    String jar = jars.prefix(contents.jar());
    for (Map.Entry<String, ZipEntry> each : contents.classes().entrySet()) {
      String name = each.getValue().getName();
      byte[] bytes = contents.bytes(each.getValue());
      checkHead(jar + name, bytes);
      if (!each.getKey().endsWith("-info.class")) {
        try {
          ClassFacts facts = ClassReading.read(bytes, jar, risks);
          classes.put(facts.name(), facts);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
          throw broken(jar + name, "is damaged: " + e.getMessage());
        }
      }
    }
  }

  private static void checkHead(String name, byte[] bytes) throws DefectException {
    if (bytes.length < HEAD) {
      throw broken(name, "is cut off");
    }
    java.nio.ByteBuffer head = java.nio.ByteBuffer.wrap(bytes);
    if (head.getInt(0) != CLASS_MAGIC) {
      throw broken(name, "is not a class file");
    }
    int java = Short.toUnsignedInt(head.getShort(6)) - JAVA_1_CLASS_VERSION;
    int host = Runtime.version().feature();
    if (java > host) {
      throw new DefectException(
          "plugin/class-version",
          "class '" + name + "' is compiled for Java " + java + ", and this host runs Java " + host,
          "compile it with --release " + host);
    }
  }

  private static DefectException broken(String name, String what) {
    return new DefectException(
        "plugin/broken-class", "'" + name + "' " + what, "build the jar again");
  }

  private Verified examine(
      PluginIdentity identity, @Nullable ModuleDescriptor module, List<Candidate> candidates) {
    LinkCheck links = new LinkCheck(classes);
    ProviderCheck check = new ProviderCheck(classes, links, jars.libraryFolder());
    List<Candidate> good = new ArrayList<>();
    List<Problem> bad = new ArrayList<>();
    for (Candidate candidate : candidates) {
      check.check(candidate).ifPresentOrElse(bad::add, () -> good.add(candidate));
    }
    List<Problem> warnings = new ArrayList<>();
    links.mismatches().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(each -> ProviderCheck.apiMismatch(classes.get(each.getKey()), each.getValue()))
        .filter(each -> !bad.contains(each))
        .limit(10)
        .forEach(each -> warnings.add(each.withSeverity(ducksite.engine.project.Severity.WARNING)));
    warnings.addAll(new MissingClasses(classes, jars.libraryFolder()).warnings());
    warnings.addAll(risks.warnings());
    return new Verified(
        identity,
        module == null ? null : module.name(),
        good,
        good.isEmpty() ? bad : List.of(),
        good.isEmpty() ? List.of() : bad,
        warnings);
  }
}
