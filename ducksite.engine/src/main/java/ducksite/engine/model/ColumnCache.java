package ducksite.engine.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ducksite.api.render.ColumnType;
import ducksite.api.render.ResultColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What earlier compilations have learned of the columns of queries, by a digest of the query and of
 * everything it reads: a start need not plan again what has not changed. Only what the present
 * compilation has used is kept. Safe for use by several threads.
 */
public final class ColumnCache {

  private static final Logger LOG = LoggerFactory.getLogger(ColumnCache.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, JsonNode> known = new TreeMap<>();
  private final Map<String, JsonNode> used = new ConcurrentSkipListMap<>();
  private final AtomicInteger learned = new AtomicInteger();

  /** The cache in a file; empty when there is none, or none that can be read. */
  public static ColumnCache read(Path file) {
    ColumnCache cache = new ColumnCache();
    if (Files.isRegularFile(file)) {
      try {
        JSON.readTree(file.toFile())
            .properties()
            .forEach(entry -> cache.known.put(entry.getKey(), entry.getValue()));
      } catch (IOException e) {
        LOG.debug("the column cache {} is not used", file, e);
      }
    }
    return cache;
  }

  /** The columns learned for a digest. */
  Optional<List<ResultColumn>> find(String digest) {
    JsonNode columns = known.get(digest);
    if (columns == null) {
      return Optional.empty();
    }
    try {
      List<ResultColumn> read = columns(columns);
      used.put(digest, columns);
      return Optional.of(read);
    } catch (IllegalArgumentException e) {
      LOG.debug("an entry of the column cache is not used", e);
      return Optional.empty();
    }
  }

  /** Learns the columns for a digest. */
  void put(String digest, List<ResultColumn> columns) {
    used.put(digest, json(columns));
    learned.incrementAndGet();
  }

  /** How many queries were not known. */
  public int learned() {
    return learned.get();
  }

  /** Keeps also what the present compilation had no need to ask for. */
  public void keepUnused() {
    known.forEach(used::putIfAbsent);
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
      throw new IllegalStateException("trees are always JSON", e);
    }
  }

  private static ArrayNode json(List<ResultColumn> columns) {
    ArrayNode array = JSON.createArrayNode();
    for (ResultColumn column : columns) {
      ObjectNode node = array.addObject();
      node.put("name", column.name());
      node.put("type", column.type().name());
      node.put("sql", column.sqlType());
      node.put("precision", column.precision());
      node.put("scale", column.scale());
      node.set("children", json(column.children()));
    }
    return array;
  }

  private static List<ResultColumn> columns(JsonNode array) {
    List<ResultColumn> columns = new ArrayList<>();
    for (JsonNode node : array) {
      columns.add(
          ResultColumn.of(
                  node.path("name").asText(),
                  ColumnType.valueOf(node.path("type").asText()),
                  node.path("sql").asText())
              .withDecimal(node.path("precision").asInt(), node.path("scale").asInt())
              .withChildren(columns(node.path("children"))));
    }
    return columns;
  }
}
