package ducksite.engine.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An entry's description as a file: the checksum of the second line, then JSON. A text that does
 * not have its own checksum describes nothing.
 */
final class EntryDescription {

  private static final ObjectMapper JSON = new ObjectMapper();

  private EntryDescription() {}

  static byte[] write(EntryInfo info) {
    ObjectNode node = JSON.createObjectNode();
    node.put("id", info.id())
        .put("route", info.route())
        .put("question", info.question())
        .put("file", info.file())
        .put("created", info.createdMillis())
        .put("rows", info.rows())
        .put("bytes", info.bytes())
        .put("crc32c", info.checksum())
        .put("produced_us", info.producedMicros());
    String json = node.toString();
    String checksum = Long.toHexString(Checksums.of(json.getBytes(StandardCharsets.UTF_8)));
    return (checksum + "\n" + json).getBytes(StandardCharsets.UTF_8);
  }

  /** The entry of an id that bytes describe; empty when they are damaged or another's. */
  static Optional<EntryInfo> read(String id, byte[] bytes) {
    String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", 2);
    if (lines.length != 2
        || !lines[0].equals(
            Long.toHexString(Checksums.of(lines[1].getBytes(StandardCharsets.UTF_8))))) {
      return Optional.empty();
    }
    try {
      JsonNode node = JSON.readTree(lines[1]);
      EntryInfo info =
          new EntryInfo(
              node.path("id").asText(),
              node.path("route").asText(),
              node.path("question").asText(),
              node.path("file").asText(),
              node.path("created").asLong(),
              node.path("rows").asLong(),
              node.path("bytes").asLong(),
              node.path("crc32c").asLong(),
              node.path("produced_us").asLong());
      boolean own = info.id().equals(id) && info.file().startsWith(id + "-");
      return own && info.file().indexOf('/') < 0 ? Optional.of(info) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
