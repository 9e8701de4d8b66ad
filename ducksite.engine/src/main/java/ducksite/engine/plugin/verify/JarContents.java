package ducksite.engine.plugin.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** A jar that is being read, once; its entries have been checked. */
final class JarContents implements AutoCloseable {

  static final String MODULE = "module-info.class";
  private static final String VERSIONS = "META-INF/versions/";

  private final Path jar;
  private final ZipFile zip;
  private final Map<String, ZipEntry> classes = new LinkedHashMap<>();

  private JarContents(Path jar, ZipFile zip) {
    this.jar = jar;
    this.zip = zip;
  }

  /** The contents of a jar whose entries are sound. */
  static JarContents open(Path jar) throws IOException, DefectException {
    EntryCheck check = new EntryCheck(CentralDirectory.read(jar));
    ZipFile zip = new ZipFile(jar.toFile());
    try {
      check.check(zip, jar);
      JarContents contents = new JarContents(jar, zip);
      contents.collectClasses();
      return contents;
    } catch (IOException | DefectException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  Path jar() {
    return jar;
  }

  /** The class files that this host would use, by their path without a version folder. */
  Map<String, ZipEntry> classes() {
    return classes;
  }

  private void collectClasses() throws IOException {
    boolean layered = Boolean.parseBoolean(manifest().getValue(Attributes.Name.MULTI_RELEASE));
    Map<String, Integer> chosen = new LinkedHashMap<>();
    for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
      ZipEntry entry = all.nextElement();
      String name = entry.getName();
      if (!name.endsWith(".class")) {
        continue;
      }
      int version = 0;
      if (name.startsWith(VERSIONS)) {
        version = version(name);
        if (!layered || version == 0 || version > Runtime.version().feature()) {
          continue;
        }
        name = name.substring(name.indexOf('/', VERSIONS.length()) + 1);
      } else if (name.startsWith("META-INF/")) {
        continue;
      }
      if (chosen.getOrDefault(name, -1) < version) {
        chosen.put(name, version);
        classes.put(name, entry);
      }
    }
  }

  /** The number of a version folder, 0 where there is none. */
  private static int version(String name) {
    int end = name.indexOf('/', VERSIONS.length());
    String number = end < 0 ? "" : name.substring(VERSIONS.length(), end);
    boolean digits = !number.isEmpty() && number.length() < 9;
    for (int i = 0; i < number.length(); i++) {
      digits &= Character.isDigit(number.charAt(i));
    }
    return digits ? Integer.parseInt(number) : 0;
  }

  /** The bytes of an entry, or null when the jar has none of that name. */
  byte @Nullable [] bytes(String name) throws IOException, DefectException {
    ZipEntry entry = zip.getEntry(name);
    return entry == null ? null : bytes(entry);
  }

  /** The bytes of an entry, which must be as many as it says. */
  byte[] bytes(ZipEntry entry) throws IOException, DefectException {
    int size = Math.toIntExact(Math.max(0, Math.min(entry.getSize(), Integer.MAX_VALUE - 9)));
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(size);
      if (bytes.length < size || in.read() >= 0) {
        throw new DefectException(
            "plugin/unreadable-jar",
            "entry '" + entry.getName() + "' is not as long as the jar says",
            "build or copy it again");
      }
      return bytes;
    }
  }

  /** The manifest's main attributes, none without one. */
  Attributes manifest() throws IOException {
    ZipEntry entry = zip.getEntry("META-INF/MANIFEST.MF");
    if (entry == null) {
      return new Attributes();
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return new Manifest(in).getMainAttributes();
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
