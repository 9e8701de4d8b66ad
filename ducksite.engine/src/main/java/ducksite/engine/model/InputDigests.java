package ducksite.engine.model;

import ducksite.engine.datamap.DataMap;
import ducksite.engine.datamap.Digest;
import ducksite.engine.datamap.FileIdentity;
import ducksite.engine.datamap.MappedFile;
import ducksite.engine.datamap.SourceFiles;
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
    for (SourceFiles source : map.sources()) {
      Digest digest = new Digest();
      for (MappedFile file : source.files()) {
        digest.add(file.location().toString()).add(file.identity().text());
      }
      digests.put(Inputs.source(source.name()), digest.hex());
    }
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
    try {
      return file == null ? "unknown" : FileIdentity.of(file).text();
    } catch (IOException e) {
      // A file that is not there has no columns to remember.
      return "missing " + System.nanoTime();
    }
  }
}
