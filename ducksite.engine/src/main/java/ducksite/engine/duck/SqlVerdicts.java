package ducksite.engine.duck;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The committed snapshot of what the shipped DuckDB can do, with a verdict for each name. What is
 * not in it is unknown and refused. One resource each for syntax nodes, their properties,
 * functions, functions in the place of a table, types, and the named arguments of file functions.
 * Immutable.
 */
final class SqlVerdicts {

  /** What the gate does about a name. */
  enum Verdict {
    /** Lets it pass. */
    ALLOW,
    /** Lets it pass and reports it: the result depends on more than its inputs. */
    VOLATILE,
    /** Reports the files that it names. */
    FILE,
    /** Reports the files that it names and tells about. */
    METADATA,
    /** Stops it. */
    REFUSE,
    /** Stops it: this DuckDB knows the name and the snapshot does not. */
    UNKNOWN
  }

  private static final SqlVerdicts SHIPPED = new SqlVerdicts();

  private final Map<String, Verdict> nodes = read("nodes.tsv");
  private final Map<String, Verdict> properties = read("properties.tsv");
  private final Map<String, Verdict> functions = read("functions.tsv");
  private final Map<String, Verdict> tableFunctions = read("table_functions.tsv");
  private final Map<String, Verdict> types = read("types.tsv");
  private final Map<String, Verdict> options = read("options.tsv");

  private SqlVerdicts() {}

  static SqlVerdicts shipped() {
    return SHIPPED;
  }

  Verdict node(String type) {
    return nodes.getOrDefault(type, Verdict.UNKNOWN);
  }

  Verdict property(String name) {
    return properties.getOrDefault(name, Verdict.UNKNOWN);
  }

  Verdict function(String name) {
    return functions.getOrDefault(lower(name), Verdict.UNKNOWN);
  }

  Verdict tableFunction(String name) {
    return tableFunctions.getOrDefault(lower(name), Verdict.UNKNOWN);
  }

  Verdict type(String name) {
    return types.getOrDefault(lower(name), Verdict.UNKNOWN);
  }

  Verdict option(String name) {
    return options.getOrDefault(lower(name), Verdict.UNKNOWN);
  }

  Set<String> functions() {
    return functions.keySet();
  }

  Set<String> tableFunctions() {
    return tableFunctions.keySet();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static Map<String, Verdict> read(String resource) {
    try (InputStream in = SqlVerdicts.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "the resource " + resource + " is missing beside " + SqlVerdicts.class);
      }
      Map<String, Verdict> verdicts = new HashMap<>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .forEach(
              line -> {
                int tab = line.indexOf('\t');
                verdicts.put(
                    line.substring(0, tab),
                    Verdict.valueOf(line.substring(tab + 1).toUpperCase(Locale.ROOT)));
              });
      return Map.copyOf(verdicts);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the resource " + resource + " cannot be read", unreadable);
    }
  }
}
