package ducksite.engine.plugin.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The check of a jar's table of contents: names, sizes, nothing of the host among them. */
record EntryCheck(CentralDirectory directory) {

  private static final int MAX_ENTRIES = 200_000;
  private static final long MAX_BYTES = 2L << 30;

  /** Smaller jars may compress as well as they can. */
  private static final long RATIO_FROM_BYTES = 64L << 20;

  private static final long MAX_RATIO = 100;

  void check(ZipFile zip, Path jar) throws IOException, DefectException {
    if (zip.size() > MAX_ENTRIES) {
      throw new DefectException(
          "plugin/too-large",
          "it has " + zip.size() + " entries, more than " + MAX_ENTRIES,
          "split or shrink the jar");
    }
    long bytes = 0;
    Set<String> names = new HashSet<>();
    Map<String, String> described = new HashMap<>();
    for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
      ZipEntry entry = all.nextElement();
      bytes += Math.max(0, entry.getSize());
      checkName(entry.getName());
      checkOnce(entry, names, described);
    }
    checkSize(bytes, Files.size(jar));
    checkClassPath(zip);
  }

  private static void checkSize(long bytes, long fileSize) throws DefectException {
    if (bytes > MAX_BYTES || bytes > RATIO_FROM_BYTES && bytes / MAX_RATIO > fileSize) {
      throw new DefectException(
          "plugin/too-large",
          "it unpacks to " + (bytes >> 20) + " MiB from " + (fileSize >> 10) + " KiB",
          "a jar may unpack to 2 GiB and to 100 times its size; build it again without the large"
              + " entries");
    }
  }

  private void checkName(String name) throws DefectException {
    boolean climbs = ("/" + name + "/").contains("/../");
    boolean drive =
        name.length() > 1 && name.charAt(1) == ':' && Character.isLetter(name.charAt(0));
    if (climbs || drive || name.startsWith("/") || name.indexOf('\\') >= 0) {
      throw new DefectException(
          "plugin/entry-name",
          "entry '" + name + "' points outside the jar",
          "build the jar again with a plain jar tool");
    }
    if (directory.links().contains(name)) {
      throw new DefectException(
          "plugin/entry-name",
          "entry '" + name + "' is a symbolic link",
          "build the jar again with a plain jar tool");
    }
    String folder = name.endsWith(".class") ? name.substring(0, name.lastIndexOf('/') + 1) : "";
    if (SharedApi.isHostName(withoutVersion(folder).replace('/', '.') + "x")) {
      throw new DefectException(
          "plugin/bundles-host",
          "it contains '" + name + "', which belongs to the host",
          "declare ducksite.api with scope 'provided' so that it is not packed");
    }
  }

  private static String withoutVersion(String folder) {
    return folder.startsWith("META-INF/versions/")
        ? folder.substring(folder.indexOf('/', "META-INF/versions/".length()) + 1)
        : folder;
  }

  /**
   * Two entries of one name, and names below {@code META-INF/} that differ in case only: which one
   * counts would be chance.
   */
  private static void checkOnce(ZipEntry entry, Set<String> names, Map<String, String> described)
      throws DefectException {
    String name = entry.getName();
    if (entry.isDirectory()) {
      return;
    }
    if (!names.add(name)) {
      throw new DefectException(
          "plugin/duplicate-entry",
          "it has two entries '" + name + "'",
          "build the jar again from a clean folder");
    }
    String folded = name.toLowerCase(Locale.ROOT);
    if (folded.startsWith("meta-inf/")) {
      String other = described.put(folded, name);
      if (other != null) {
        throw new DefectException(
            "plugin/duplicate-entry",
            "its entries '" + other + "' and '" + name + "' differ in case only",
            "keep one of them");
      }
    }
  }

  /** A manifest can lead the platform's loader to jars elsewhere; ours lie beside the plugin. */
  private static void checkClassPath(ZipFile zip) throws IOException, DefectException {
    ZipEntry entry = zip.getEntry("META-INF/MANIFEST.MF");
    if (entry == null) {
      return;
    }
    try (var in = zip.getInputStream(entry)) {
      String path = new Manifest(in).getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      if (path != null && (path.contains(":") || path.contains("..") || path.startsWith("/"))) {
        throw new DefectException(
            "plugin/class-path",
            "Class-Path of its manifest leads out of its folder: '" + path.strip() + "'",
            "put the jars into the plugin's folder of private jars, and leave the attribute out");
      }
    }
  }
}
