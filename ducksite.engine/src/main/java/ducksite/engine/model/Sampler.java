package ducksite.engine.model;

import ducksite.api.render.ResultColumn;
import ducksite.engine.datamap.DataMap;
import ducksite.engine.duck.ArrowBatches;
import ducksite.engine.duck.DuckInstance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs queries of the compiler's own while a site is compiled, and remembers their rows. */
public final class Sampler {

  /** Values beyond this are more than names can be chosen from. */
  static final int MOST = 500_000;

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final DuckInstance duck;
  private final SampleCache cache;
  private final InputDigests inputs;
  private final String productVersion;

  /** A sampler over the files of a map. */
  public Sampler(DuckInstance duck, SampleCache cache, DataMap map, String productVersion) {
    this.duck = duck;
    this.cache = cache;
    this.inputs = new InputDigests(map);
    this.productVersion = productVersion;
  }

  /** The columns of a query. */
  List<ResultColumn> columns(CompiledSql sql) {
    return duck.describe(sql.bound(Map.of()), PATIENCE, () -> false);
  }

  /**
   * The rows of a query all of whose columns are texts; a NULL is null in them.
   *
   * @param way how they are found when they are not remembered
   * @throws ducksite.engine.duck.DuckException when it fails
   */
  List<List<String>> rows(CompiledSql sql, Supplier<List<List<String>>> way) {
    String digest = inputs.of(sql, productVersion);
    Optional<List<List<String>>> known = sql.isVolatile() ? Optional.empty() : cache.find(digest);
    if (known.isPresent()) {
      return known.get();
    }
    List<List<String>> rows = way.get();
    if (!sql.isVolatile()) {
      cache.put(digest, rows);
    }
    return rows;
  }

  /** Asks DuckDB for the rows of a query. */
  List<List<String>> ask(CompiledSql sql) {
    return duck.query(sql.bound(Map.of()), PATIENCE, () -> false, MOST + 1, Sampler::read);
  }

  static List<List<String>> read(ArrowBatches batches) {
    List<List<String>> rows = new ArrayList<>();
    int columns = batches.columns().size();
    while (batches.next()) {
      for (int row = 0; row < batches.rowCount(); row++) {
        List<String> values = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
          values.add(batches.isNull(column, row) ? null : batches.stringAt(column, row));
        }
        rows.add(values);
      }
    }
    return rows;
  }
}
