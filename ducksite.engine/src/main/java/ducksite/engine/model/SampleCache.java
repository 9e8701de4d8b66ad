package ducksite.engine.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of earlier samples, by a digest of their query and all that it reads: a start need not
 * look for the values of a template again. Only what the present compilation has used is kept.
 * Confined to the compiling thread.
 */
public final class SampleCache {

  private static final Logger LOG = LoggerFactory.getLogger(SampleCache.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, List<List<String>>> known = new TreeMap<>();
  private final Map<String, List<List<String>>> used = new TreeMap<>();

  /** The cache in a file; empty when there is none, or none that can be read. */
  public static SampleCache read(Path file) {
    SampleCache cache = new SampleCache();
    if (Files.isRegularFile(file)) {
      try {
        cache.known.putAll(JSON.readValue(file.toFile(), new TypeReference<>() {}));
      } catch (IOException e) {
        LOG.debug("the samples in {} are not used", file, e);
      }
    }
    return cache;
  }

  Optional<List<List<String>>> find(String digest) {
    List<List<String>> rows = known.get(digest);
    if (rows != null) {
      used.put(digest, rows);
    }
    return Optional.ofNullable(rows);
  }

  void put(String digest, List<List<String>> rows) {
    used.put(digest, rows);
  }

  /** Whether the file that this was read from says something else. */
  public boolean hasChanged() {
    return !used.equals(known);
  }

  /** The content of the file. */
  public String text() {
    try {
      return JSON.writeValueAsString(used);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always JSON", e);
    }
  }
}
