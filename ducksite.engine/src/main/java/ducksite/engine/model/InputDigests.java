package ducksite.engine.model;

import ducksite.engine.datamap.DataMap;
import ducksite.engine.datamap.Digest;
import ducksite.engine.datamap.FileIdentity;
import ducksite.engine.datamap.FileList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Digests of what queries read, as it is while a site is being compiled. Safe for use by several
 * threads.
 */
final class InputDigests {

  /** Files that are looked at; of sources with more, the map is believed. */
  private static final int LOOKED_AT = 20_000;

  private final DataMap map;
  private final Map<String, String> digests = new ConcurrentHashMap<>();

  InputDigests(DataMap map) {
    this.map = map;
  }

  /** A digest of a query and of all that it reads. */
  String of(CompiledSql sql, String version) {
    Digest digest = new Digest().add(version).add(sql.executable());
    for (String input : new TreeSet<>(sql.inputs())) {
      digest.add(input).add(digests.computeIfAbsent(input, this::ofInput));
    }
    return digest.hex();
  }

  private String ofInput(String input) {
    Path file = Inputs.pathOf(input);
    @Nullable FileList source = map.bySource().get(Inputs.sourceOf(input));
    if (file != null || source == null) {
      return file == null ? "unknown" : identity(file);
    }
    Digest digest = new Digest().add(source.digest());
    if (source.size() <= LOOKED_AT) {
      source.each(each -> digest.add(identity(Path.of(each.location()))));
    }
    return digest.hex();
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
