package ducksite.image;

import java.io.File;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.ModulePackagesAttribute;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The jars to link, each as a module with a descriptor. A jar without one, with native libraries in
 * it or with classes too old for the AOT cache is unpacked without the libraries; where the
 * descriptor is missing it is compiled from {@code src/main/descriptors}.
 */
final class ModulePath {
  private final List<Path> jars;
  private final Path descriptors;
  private final Path scratch;

  ModulePath(List<Path> jars, Path descriptors, Path scratch) {
    this.jars = jars;
    this.descriptors = descriptors;
    this.scratch = scratch;
  }

  /** Prepares every jar and returns what jlink takes as its module path. */
  String prepare() throws IOException {
    Trees.delete(scratch);
    List<Path> entries = new ArrayList<>();
    List<ModuleReference> automatic = new ArrayList<>();
    for (Path jar : jars) {
      ModuleReference module = only(jar);
      if (module.descriptor().isAutomatic()) {
        automatic.add(module);
      } else {
        entries.add(linkable(jar, module));
      }
    }
    for (ModuleReference module : automatic) {
      entries.add(described(module, entries));
    }
    return join(entries);
  }

  /** The one module that a jar is. */
  static ModuleReference only(Path jar) {
    return ModuleFinder.of(jar).findAll().stream()
        .findFirst()
        .orElseThrow(
            () -> new BuildException(jar + " is not a module, not even an automatic one."));
  }

  private Path linkable(Path jar, ModuleReference module) throws IOException {
    if (NativeLibrary.in(module.descriptor().name()).isPresent()) {
      return withoutNatives(module);
    }
    return Jars.hasOldClasses(jar) ? unpacked(module) : jar;
  }

  private Path described(ModuleReference module, List<Path> modulePath) throws IOException {
    String name = module.descriptor().name();
    Path source = descriptors.resolve(name).resolve("module-info.java");
    if (!Files.exists(source)) {
      throw new BuildException(
          "%s has no module-info.class, and jlink links no automatic module. Write %s."
              .formatted(module.location().orElseThrow(), source));
    }
    Path folder = unpacked(module);
    Tool.run(
        "javac",
        List.of(
            "--release",
            "25",
            "-Xlint:-exports",
            "--module-path",
            join(modulePath),
            "--patch-module",
            name + "=" + folder,
            "-d",
            folder.toString(),
            source.toString()));
    return folder;
  }

  /**
   * The descriptor lists its packages, also those of the libraries that are left out: jlink must
   * count them anew.
   */
  private Path withoutNatives(ModuleReference module) throws IOException {
    Path folder = unpacked(module);
    Path descriptor = folder.resolve("module-info.class");
    ClassFile format = ClassFile.of();
    Files.write(
        descriptor,
        format.transformClass(
            format.parse(descriptor),
            ClassTransform.dropping(ModulePackagesAttribute.class::isInstance)));
    return folder;
  }

  private Path unpacked(ModuleReference module) throws IOException {
    String name = module.descriptor().name();
    Path folder = scratch.resolve(name);
    Jars.unpack(
        Path.of(module.location().orElseThrow()),
        folder,
        entry ->
            NativeLibrary.in(name)
                .filter(library -> library.all().matcher(entry).matches())
                .isEmpty());
    OldClasses.upgrade(folder);
    return folder;
  }

  private static String join(List<Path> paths) {
    return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
