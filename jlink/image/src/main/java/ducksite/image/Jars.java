package ducksite.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;

/**
 * Jar files as this JDK sees them: of a multi-release jar, the entries of the newest version that
 * it may load.
 */
final class Jars {
  private Jars() {}

  static List<String> names(Path jar) throws IOException {
    try (JarFile file = open(jar)) {
      return file.versionedStream()
          .filter(entry -> !entry.isDirectory())
          .map(JarEntry::getName)
          .toList();
    }
  }

  /** Whether a class in the jar is too old for the AOT cache. */
  static boolean hasOldClasses(Path jar) throws IOException {
    try (JarFile file = open(jar)) {
      for (JarEntry entry : file.versionedStream().toList()) {
        if (entry.getName().endsWith(".class")) {
          try (InputStream in = file.getInputStream(entry)) {
            if (OldClasses.isOld(in.readNBytes(8))) {
              return true;
            }
          }
        }
      }
      return false;
    }
  }

  static void unpack(Path jar, Path folder, Predicate<String> wanted) throws IOException {
    try (JarFile file = open(jar)) {
      for (JarEntry entry : file.versionedStream().toList()) {
        if (!entry.isDirectory() && wanted.test(entry.getName())) {
          copy(file, entry, folder.resolve(entry.getName()));
        }
      }
    }
  }

  /** Copies one entry to a file, making its folder. */
  static void extract(Path jar, String name, Path target) throws IOException {
    try (JarFile file = open(jar)) {
      copy(file, file.getJarEntry(name), target);
    }
  }

  private static void copy(JarFile file, JarEntry entry, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    try (InputStream in = file.getInputStream(entry)) {
      Files.copy(in, target);
    }
  }

  private static JarFile open(Path jar) throws IOException {
    return new JarFile(jar.toFile(), false, ZipFile.OPEN_READ, Runtime.version());
  }
}
