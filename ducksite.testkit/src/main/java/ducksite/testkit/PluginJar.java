package ducksite.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A builder of plugin jars from source text. A source named {@code module-info} makes the jar
 * modular; without one, providers are listed by {@link #provider}. Each method gives a new builder.
 * Equal builders write equal bytes.
 */
public final class PluginJar {

  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

  private final Map<String, String> sources;
  private final Map<String, byte[]> entries;
  private final List<Path> libraries;
  private final List<Path> privateJars;

  private PluginJar(
      Map<String, String> sources,
      Map<String, byte[]> entries,
      List<Path> libraries,
      List<Path> privateJars) {
    this.sources = sources;
    this.entries = entries;
    this.libraries = libraries;
    this.privateJars = privateJars;
  }

  /** A jar with nothing in it. */
  public static PluginJar empty() {
    return new PluginJar(Map.of(), Map.of(), List.of(), List.of());
  }

  /** With a Java source: {@code name} is the class's full name, or {@code module-info}. */
  public PluginJar source(String name, String text) {
    Map<String, String> copy = new LinkedHashMap<>(sources);
    copy.put(name, text);
    return new PluginJar(copy, entries, libraries, privateJars);
  }

  /** With a line in {@code META-INF/services/<service>}. */
  public PluginJar provider(Class<?> service, String className) {
    String name = "META-INF/services/" + service.getName();
    byte[] lines = entries.getOrDefault(name, new byte[0]);
    return entry(name, new String(lines, UTF_8) + className + "\n");
  }

  /** With {@code META-INF/ducksite-plugin.toml}. */
  public PluginJar descriptor(String toml) {
    return entry("META-INF/ducksite-plugin.toml", toml);
  }

  /** With an entry of text. */
  public PluginJar entry(String name, String text) {
    return entry(name, text.getBytes(UTF_8));
  }

  /** With an entry of bytes, under exactly this name. */
  public PluginJar entry(String name, byte[] bytes) {
    Map<String, byte[]> copy = new LinkedHashMap<>(entries);
    copy.put(name, bytes.clone());
    return new PluginJar(sources, copy, libraries, privateJars);
  }

  /** Compiled against another jar, which is not put into this one. */
  public PluginJar library(Path jar) {
    return new PluginJar(sources, entries, with(libraries, jar), privateJars);
  }

  /**
   * Compiled against another jar, which {@link #writeTo} puts into the folder of private jars
   * beside this one: {@code sales/} beside {@code sales.jar}.
   */
  public PluginJar privateJar(Path jar) {
    return new PluginJar(sources, entries, with(libraries, jar), with(privateJars, jar));
  }

  /** With a main attribute of the manifest, such as {@code Automatic-Module-Name}. */
  public PluginJar attribute(String name, String value) {
    byte[] old = entries.getOrDefault(MANIFEST, "Manifest-Version: 1.0\n".getBytes(UTF_8));
    return entry(MANIFEST, new String(old, UTF_8) + name + ": " + value + "\n");
  }

  private static List<Path> with(List<Path> jars, Path jar) {
    List<Path> copy = new ArrayList<>(jars);
    copy.add(jar);
    return List.copyOf(copy);
  }

  /**
   * Compiles the sources and writes the jar, making its folder if need be.
   *
   * @return the given path
   * @throws IllegalStateException when a source does not compile; the message holds the compiler's
   */
  public Path writeTo(Path jar) {
    Map<String, byte[]> all = new LinkedHashMap<>(entries);
    if (!sources.isEmpty()) {
      all.putAll(SourceCompiler.compile(sources, libraries));
    }
    try {
      Files.createDirectories(jar.toAbsolutePath().getParent());
      copyPrivateJars(jar);
      try (OutputStream file = Files.newOutputStream(jar);
          ZipOutputStream zip = new ZipOutputStream(file)) {
        for (Map.Entry<String, byte[]> entry : all.entrySet()) {
          ZipEntry header = new ZipEntry(entry.getKey());
          header.setTimeLocal(TIME);
          zip.putNextEntry(header);
          zip.write(entry.getValue());
          zip.closeEntry();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("jar " + jar + " cannot be written", e);
    }
    return jar;
  }

  private void copyPrivateJars(Path jar) throws IOException {
    if (privateJars.isEmpty()) {
      return;
    }
    String name = jar.getFileName().toString().replaceFirst("\\.jar$", "");
    Path folder = Files.createDirectories(jar.resolveSibling(name));
    for (Path each : privateJars) {
      Files.copy(each, folder.resolve(each.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
