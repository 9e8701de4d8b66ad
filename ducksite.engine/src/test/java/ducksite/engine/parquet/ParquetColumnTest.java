package ducksite.engine.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ducksite.engine.ProjectOnDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What DuckDB reads a column as, compared with DuckDB. */
final class ParquetColumnTest {

  private static final List<String> TYPES =
      List.of(
          "BOOLEAN",
          "TINYINT",
          "SMALLINT",
          "INTEGER",
          "BIGINT",
          "UTINYINT",
          "USMALLINT",
          "UINTEGER",
          "UBIGINT",
          "FLOAT",
          "DOUBLE",
          "DECIMAL(4,1)",
          "DECIMAL(9,0)",
          "DECIMAL(18,3)",
          "DECIMAL(38,38)",
          "VARCHAR",
          "DATE",
          "TIMESTAMP",
          "TIMESTAMP WITH TIME ZONE");

  private static final List<String> OTHERS =
      List.of(
          "HUGEINT",
          "UHUGEINT",
          "BLOB",
          "BIT",
          "UUID",
          "JSON",
          "TIME",
          "TIME WITH TIME ZONE",
          "TIMESTAMP_S",
          "TIMESTAMP_MS",
          "TIMESTAMP_NS",
          "INTERVAL",
          "ENUM('a', 'b')",
          "INTEGER[]",
          "STRUCT(a INTEGER, b STRUCT(c VARCHAR, d INTEGER[]))",
          "MAP(VARCHAR, INTEGER)");

  @TempDir Path root;

  @Test
  void a_type_that_is_told_is_the_one_that_DuckDB_reads() throws Exception {
    List<String> all = new ArrayList<>(TYPES);
    all.addAll(OTHERS);
    StringBuilder select = new StringBuilder("SELECT ");
    for (int index = 0; index < all.size(); index++) {
      select.append("NULL::").append(all.get(index)).append(" AS \"C").append(index).append("\", ");
    }
    Path file;
    try (ProjectOnDisk project = new ProjectOnDisk(root)) {
      file = project.parquet("all.parquet", select + "1 AS last");
    }
    List<ParquetColumn> columns = ParquetColumn.read(file, ParquetSchema.read(file).schema());
    List<String> names = new ArrayList<>();
    Set<String> told = new HashSet<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet rows =
            connection.createStatement().executeQuery("DESCRIBE FROM '" + file + "'")) {
      int index = 0;
      while (rows.next()) {
        ParquetColumn column = columns.get(index++);
        names.add(rows.getString(1));
        if (column.type() != null) {
          assertEquals(rows.getString(2), column.type(), column.name());
          told.add(column.type());
        }
      }
    }
    assertEquals(names, columns.stream().map(ParquetColumn::name).toList());
    assertEquals(Set.copyOf(TYPES), told);
  }

  @Test
  void bytes_and_nested_values_have_no_type_that_is_told() throws Exception {
    for (String value : List.of("'a'::BLOB", "[1]", "{'a': 1}", "MAP {'a': 1}")) {
      assertNull(columns("SELECT " + value + " AS x").getFirst().type(), value);
    }
  }

  @Test
  void a_file_of_another_schema_tells_nothing() throws Exception {
    Path file = file("SELECT 1 AS x");
    long schema = ParquetSchema.read(file).schema();
    assertEquals(List.of(new ParquetColumn("x", "INTEGER")), ParquetColumn.read(file, schema));
    file("SELECT 1::BIGINT AS x");
    assertEquals(List.of(), ParquetColumn.read(file, schema));
    assertEquals(List.of(), ParquetColumn.read(file, 0));
  }

  private List<ParquetColumn> columns(String sql) throws IOException {
    Path file = file(sql);
    return ParquetColumn.read(file, ParquetSchema.read(file).schema());
  }

  private Path file(String sql) throws IOException {
    Files.deleteIfExists(root.resolve("x.parquet"));
    try (ProjectOnDisk project = new ProjectOnDisk(root)) {
      return project.parquet("x.parquet", sql);
    }
  }
}
