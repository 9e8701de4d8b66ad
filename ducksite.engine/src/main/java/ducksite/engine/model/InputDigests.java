package ducksite.engine.model;

import ducksite.engine.datamap.DataMap;
import ducksite.engine.datamap.Digest;
import ducksite.engine.datamap.FileIdentity;
import ducksite.engine.datamap.MappedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Digests of what queries read, as it is while a site is being compiled. Confined to the compiling
 * thread.
 */
final class InputDigests {

  private final Map<String, String> digests = new HashMap<>();

  InputDigests(DataMap map) {
    Map<String, Digest> bySource = new HashMap<>();
    for (MappedFile file : map.files()) {
      bySource
          .computeIfAbsent(Inputs.source(file.source()), name -> new Digest())
          .add(file.location().toString())
          .add(identity(file.location()));
    }
    bySource.forEach((name, digest) -> digests.put(name, digest.hex()));
  }

  /** A digest of a query and of all that it reads. */
  String of(CompiledSql sql, String version) {
    Digest digest = new Digest().add(version).add(sql.executable());
    for (String input : new TreeSet<>(sql.inputs())) {
      digest.add(input).add(digests.computeIfAbsent(input, InputDigests::ofFile));
    }
    return digest.hex();
  }

  private static String ofFile(String input) {
    Path file = Inputs.pathOf(input);
    return file == null ? "unknown" : identity(file);
  }

  /** The identity now: a map that was stored tells of what has been. */
  private static String identity(Path file) {
    try {
      return FileIdentity.of(file).text();
    } catch (IOException e) {
      // A file that is not there has no columns to remember.
      return "missing " + System.nanoTime();
    }
  }
}
