package ducksite.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Brings classes of libraries that were compiled for Java 5 up to a version with stack maps: the
 * AOT cache takes no older ones, and without the cache a start spends a tenth of a second on them.
 */
final class OldClasses {
  private static final int STACK_MAPS_SINCE = ClassFile.JAVA_7_VERSION;

  private OldClasses() {}

  /** Whether the class, given by its bytes, is too old for the cache. */
  static boolean isOld(byte[] bytes) {
    return (bytes[6] << 8 | bytes[7] & 0xff) < STACK_MAPS_SINCE;
  }

  /** Rewrites the old classes below a folder; the others stay as they are. */
  static void upgrade(Path folder) throws IOException {
    ClassFile format = format(folder);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        if (isOld(bytes)) {
          Files.write(file, upgraded(format, bytes));
        }
      }
    }
  }

  /**
   * Method bodies are written anew, with stack maps; types are looked up among their neighbours.
   */
  private static ClassFile format(Path folder) {
    ClassHierarchyResolver neighbours =
        ClassHierarchyResolver.ofResourceParsing(type -> stream(folder, type));
    return ClassFile.of(
        ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
        ClassFile.ConstantPoolSharingOption.NEW_POOL,
        ClassFile.ClassHierarchyResolverOption.of(
            neighbours.orElse(ClassHierarchyResolver.defaultResolver()).cached()));
  }

  private static InputStream stream(Path folder, ClassDesc type) {
    String name = type.descriptorString();
    Path file = folder.resolve(name.substring(1, name.length() - 1) + ".class");
    try {
      return Files.exists(file) ? Files.newInputStream(file) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] upgraded(ClassFile format, byte[] bytes) {
    ClassTransform withoutVersion =
        (builder, element) -> {
          if (!(element instanceof ClassFileVersion)) {
            builder.with(element);
          }
        };
    return format.transformClass(
        format.parse(bytes),
        withoutVersion
            .andThen(
                ClassTransform.transformingMethodBodies(
                    (builder, element) -> builder.with(element)))
            .andThen(
                ClassTransform.endHandler(builder -> builder.withVersion(STACK_MAPS_SINCE, 0))));
  }
}
