package ducksite.engine.duck;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All instances of a host. Settings cannot change after an instance is locked, so other settings
 * are another instance, and equal settings share one for as long as somebody holds a lease. Guarded
 * by itself.
 */
public final class DuckInstances implements AutoCloseable {

  private record Key(DuckSettings settings, DuckPool pool) {}

  private static final class Shared {
    private final DuckInstance instance;
    private int leases;

    Shared(DuckInstance instance) {
      this.instance = instance;
    }
  }

  private final Map<Key, Shared> instances = new HashMap<>();
  private final SqlGate gate;
  private final QueryWatch watch = new QueryWatch();
  private boolean closed;

  /**
   * @param gate checks what instances run; it must outlive them
   */
  public DuckInstances(SqlGate gate) {
    this.gate = gate;
  }

  /**
   * The instance of these settings, started when nobody uses it yet.
   *
   * @throws DuckException when DuckDB does not start
   */
  public synchronized DuckLease acquire(DuckSettings settings, DuckPool pool) {
    if (closed) {
      throw new IllegalStateException("the instances of this host are closed");
    }
    Key key = new Key(settings, pool);
    Shared shared =
        instances.computeIfAbsent(
            key, absent -> new Shared(new DuckInstance(settings, pool, gate, watch)));
    shared.leases++;
    return new DuckLease(shared.instance, () -> release(key));
  }

  /** Instances alive. */
  public synchronized int size() {
    return instances.size();
  }

  private void release(Key key) {
    DuckInstance unused = null;
    synchronized (this) {
      Shared shared = instances.get(key);
      if (shared != null && --shared.leases == 0) {
        instances.remove(key);
        unused = shared.instance;
      }
    }
    if (unused != null) {
      unused.close();
    }
  }

  /** Closes all instances, leased or not. */
  @Override
  public void close() {
    List<DuckInstance> open = new ArrayList<>();
    synchronized (this) {
      closed = true;
      instances.values().forEach(shared -> open.add(shared.instance));
      instances.clear();
    }
    open.forEach(DuckInstance::close);
    watch.close();
  }
}
