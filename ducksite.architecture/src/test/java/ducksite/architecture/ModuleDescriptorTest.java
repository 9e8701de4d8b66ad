package ducksite.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What each of our modules requires, exports, uses and provides, compared with the files that a
 * person has approved.
 */
final class ModuleDescriptorTest {
  private static final String REMEDY =
      "A module descriptor has changed. If that is intended: mvn -B -pl ducksite.architecture -am"
          + " test -Dducksite.descriptors=write -Dtest=ModuleDescriptorTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false";

  @Test
  void everyModuleIsDescribedAsApproved() throws IOException {
    Path folder = Repository.root().resolve("ducksite.architecture/src/test/resources/descriptors");
    Map<String, String> actual = described();
    assertTrue(actual.size() >= 10, actual.keySet()::toString);
    if ("write".equals(System.getProperty("ducksite.descriptors"))) {
      write(folder, actual);
    }
    List<String> changes = new ArrayList<>();
    for (Map.Entry<String, String> module : actual.entrySet()) {
      Path file = folder.resolve(module.getKey() + ".txt");
      Set<String> approved =
          Files.exists(file) ? new TreeSet<>(Files.readAllLines(file)) : Set.of("not approved");
      Set<String> found = new TreeSet<>(module.getValue().lines().toList());
      approved.stream()
          .filter(line -> !found.contains(line))
          .forEach(line -> changes.add(module.getKey() + ": - " + line));
      found.stream()
          .filter(line -> !approved.contains(line))
          .forEach(line -> changes.add(module.getKey() + ": + " + line));
    }
    assertEquals(List.of(), changes, REMEDY);
  }

  private static void write(Path folder, Map<String, String> descriptors) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, String> descriptor : descriptors.entrySet()) {
      Files.writeString(folder.resolve(descriptor.getKey() + ".txt"), descriptor.getValue());
    }
  }

  /** The descriptors of our modules on the class path, by name. */
  private static Map<String, String> described() throws IOException {
    Map<String, String> found = new TreeMap<>();
    for (URL url :
        Collections.list(
            ModuleDescriptorTest.class.getClassLoader().getResources("module-info.class"))) {
      try (InputStream in = URI.create(url.toString()).toURL().openStream()) {
        ModuleDescriptor descriptor = ModuleDescriptor.read(in);
        if (descriptor.name().startsWith("ducksite.")) {
          found.put(descriptor.name(), describe(descriptor));
        }
      }
    }
    return found;
  }

  private static String describe(ModuleDescriptor module) {
    return section(
            "requires",
            module.requires().stream()
                .filter(required -> !required.name().equals("java.base"))
                .map(required -> words(required.modifiers(), required.name()))
                .toList())
        + section(
            "exports",
            module.exports().stream()
                .map(export -> export.source() + to(export.targets()))
                .toList())
        + section(
            "opens",
            module.opens().stream().map(open -> open.source() + to(open.targets())).toList())
        + section("uses", module.uses())
        + section(
            "provides",
            module.provides().stream()
                .flatMap(
                    provided ->
                        provided.providers().stream()
                            .map(name -> provided.service() + " with " + name))
                .toList());
  }

  private static String section(String keyword, Collection<String> entries) {
    return new TreeSet<>(entries)
        .stream().map(entry -> keyword + " " + entry + "\n").collect(Collectors.joining());
  }

  private static String words(Collection<?> modifiers, String name) {
    String words =
        modifiers.stream()
            .map(modifier -> modifier.toString().toLowerCase(java.util.Locale.ROOT))
            .sorted()
            .collect(Collectors.joining(" "));
    return words.isEmpty() ? name : words + " " + name;
  }

  private static String to(Collection<String> targets) {
    return targets.isEmpty() ? "" : " to " + String.join(", ", new TreeSet<>(targets));
  }
}
