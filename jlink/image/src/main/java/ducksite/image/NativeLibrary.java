package ducksite.image;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The native part of one module. The image carries the library of its own platform as a file in
 * {@code lib}, where {@code System.loadLibrary} finds it, and none inside the modules: nothing is
 * unpacked to a temporary folder at run time.
 *
 * @param module the module's name
 * @param all matches every native entry of the jar, for any platform
 * @param own matches the one entry for this platform
 * @param file the name in {@code lib}, or empty for the entry's own
 */
record NativeLibrary(String module, Pattern all, Pattern own, String file) {
  static List<NativeLibrary> on(Platform platform) {
    boolean linux = platform.linux();
    String suffix = linux ? "so" : "dylib";
    String title = linux ? "Linux" : "Mac";
    String processor = platform.arm() ? "aarch64" : "x86_64";
    String debian = platform.arm() ? "arm64" : "amd64";
    return List.of(
        library(
            "duckdb.jdbc",
            "libduckdb_java\\.so_.*",
            "libduckdb_java\\.so_" + (linux ? "linux_" : "macos_") + debian,
            "libduckdb_java." + suffix),
        library(
            "org.xerial.sqlitejdbc",
            "org/sqlite/native/.*",
            "org/sqlite/native/" + title + "/" + processor + "/libsqlitejdbc\\." + suffix,
            ""),
        library(
            "org.apache.arrow.c",
            "arrow_cdata_jni/.*",
            "arrow_cdata_jni/"
                + (platform.arm() ? "aarch_64" : "x86_64")
                + "/libarrow_cdata_jni\\."
                + suffix,
            ""));
  }

  /** The native part of a module, if it has one. */
  static Optional<NativeLibrary> in(String module) {
    return on(Platform.current()).stream()
        .filter(library -> library.module().equals(module))
        .findFirst();
  }

  private static NativeLibrary library(String module, String all, String own, String file) {
    return new NativeLibrary(module, Pattern.compile(all), Pattern.compile(own), file);
  }

  String fileOf(String entry) {
    return file.isEmpty() ? entry.substring(entry.lastIndexOf('/') + 1) : file;
  }
}
