package ducksite.engine.duck;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which names in the place of a table DuckDB takes for a file's path, and with which function it
 * would read them.
 */
final class FileNames {

  private static final Map<String, List<String>> SUFFIXES =
      Map.of(
          "read_parquet", List.of(".parquet"),
          "read_csv_auto", List.of(".csv", ".tsv"),
          "read_json_auto", List.of(".json", ".jsonl", ".ndjson"));
  private static final List<String> COMPRESSIONS = List.of(".gz", ".zst");

  private FileNames() {}

  /** Whether a name has a character that no table's name here has and every path or pattern has. */
  static boolean looksLikeFile(String name) {
    return name.chars().anyMatch(character -> "./\\:*?[~".indexOf(character) >= 0);
  }

  /** The file function for a path; empty for other kinds of files, databases included. */
  static Optional<String> reader(String path) {
    String plain = path.toLowerCase(Locale.ROOT);
    for (String compression : COMPRESSIONS) {
      if (plain.endsWith(compression)) {
        plain = plain.substring(0, plain.length() - compression.length());
        break;
      }
    }
    String name = plain;
    return SUFFIXES.entrySet().stream()
        .filter(entry -> entry.getValue().stream().anyMatch(name::endsWith))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
