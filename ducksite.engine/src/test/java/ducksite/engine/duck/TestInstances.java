package ducksite.engine.duck;

import ducksite.api.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A gate and one locked instance on a folder, for a test. */
final class TestInstances implements AutoCloseable {

  static final Duration LONG = Duration.ofSeconds(60);
  static final Cancellation NEVER = () -> false;

  final SqlGate gate = new SqlGate();
  final DuckInstances instances = new DuckInstances(gate);
  final DuckInstance instance;
  final Path data;
  final Path temp;

  TestInstances(Path folder) throws IOException {
    this(folder, new DuckPool(2, 4), 512L << 20);
  }

  TestInstances(Path folder, DuckPool pool, long memoryBytes) throws IOException {
    data = Files.createDirectories(folder.resolve("data"));
    temp = Files.createDirectories(folder.resolve("tmp"));
    instance =
        instances.acquire(new DuckSettings(List.of(data), temp, memoryBytes, 2), pool).instance();
  }

  <T> T query(String sql, BatchesConsumer<T> consumer) {
    return instance.query(BoundSql.of(sql), LONG, NEVER, -1, consumer);
  }

  @Override
  public void close() {
    long held = instance.resultBytes();
    instances.close();
    gate.close();
    if (held != 0) {
      throw new AssertionError(held + " bytes of results are still held");
    }
  }
}
