package ducksite.engine.plugin;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Checks of a jar as a file, before anything in it is used. */
final class ZipCheck {

  private static final int MAX_ENTRIES = 200_000;
  private static final long MAX_BYTES = 2L << 30;

  /** Smaller jars may compress as well as they can. */
  private static final long RATIO_FROM_BYTES = 64L << 20;

  private static final long MAX_RATIO = 100;
  private static final int CLASS_MAGIC = 0xCAFEBABE;
  private static final int JAVA_1_CLASS_VERSION = 44;
  private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/([0-9]{1,9})/(.+)");

  private ZipCheck() {}

  static void check(Path jar) throws DefectException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      if (zip.size() > MAX_ENTRIES) {
        throw new DefectException(
            "plugin/too-large",
            "it has " + zip.size() + " entries, more than " + MAX_ENTRIES,
            "split or shrink the jar");
      }
      long bytes = 0;
      for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
        ZipEntry entry = entries.nextElement();
        bytes += Math.max(0, entry.getSize());
        checkName(entry.getName());
        if (entry.getName().endsWith(".class")) {
          checkClass(zip, entry);
        }
      }
      checkSize(bytes, Files.size(jar));
    } catch (ZipException e) {
      throw new DefectException(
          "plugin/unreadable-jar",
          "not a readable jar: " + e.getMessage(),
          "build or copy it again",
          e);
    } catch (IOException e) {
      throw new DefectException(
          "plugin/unreadable-jar",
          "cannot be read: " + e.getMessage(),
          "build or copy it again",
          e);
    }
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

  private static void checkName(String name) throws DefectException {
    boolean climbs = ("/" + name + "/").contains("/../");
    if (climbs || name.startsWith("/") || name.indexOf('\\') >= 0 || name.matches("[A-Za-z]:.*")) {
      throw new DefectException(
          "plugin/entry-name",
          "entry '" + name + "' points outside the jar",
          "build the jar again with a plain jar tool");
    }
  }

  private static void checkClass(ZipFile zip, ZipEntry entry) throws IOException, DefectException {
    Matcher versioned = VERSIONED.matcher(entry.getName());
    int host = Runtime.version().feature();
    if (versioned.matches() && Integer.parseInt(versioned.group(1)) > host) {
      return;
    }
    String name = (versioned.matches() ? versioned.group(2) : entry.getName()).replace('/', '.');
    if (SharedApi.isHostName(name)) {
      throw new DefectException(
          "plugin/bundles-host",
          "it contains '" + entry.getName() + "', which belongs to the host",
          "declare ducksite.api with scope 'provided' so that it is not packed");
    }
    try (DataInputStream in = new DataInputStream(zip.getInputStream(entry))) {
      if (in.readInt() != CLASS_MAGIC) {
        throw new DefectException(
            "plugin/broken-class",
            "'" + entry.getName() + "' is not a class file",
            "build the jar again");
      }
      in.readUnsignedShort();
      int java = in.readUnsignedShort() - JAVA_1_CLASS_VERSION;
      if (java > host) {
        throw new DefectException(
            "plugin/class-version",
            "class '"
                + entry.getName()
                + "' is compiled for Java "
                + java
                + ", and this host runs Java "
                + host,
            "compile it with --release " + host);
      }
    } catch (java.io.EOFException e) {
      throw new DefectException(
          "plugin/broken-class", "'" + entry.getName() + "' is cut off", "build the jar again", e);
    }
  }

  /** The bytes of an entry, or null when the jar has none of that name. */
  static byte @org.jspecify.annotations.Nullable [] entry(Path jar, String name)
      throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry entry = zip.getEntry(name);
      if (entry == null) {
        return null;
      }
      try (InputStream in = zip.getInputStream(entry)) {
        return in.readAllBytes();
      }
    }
  }
}
