package ducksite.engine.duck;

import java.util.concurrent.atomic.AtomicBoolean;

/** The right to use a shared instance until it is closed. */
public final class DuckLease implements AutoCloseable {

  private final DuckInstance instance;
  private final Runnable release;
  private final AtomicBoolean closed = new AtomicBoolean();

  DuckLease(DuckInstance instance, Runnable release) {
    this.instance = instance;
    this.release = release;
  }

  /** The instance. */
  public DuckInstance instance() {
    return instance;
  }

  /** Gives the right back; the last one to do so closes the instance and stops what it runs. */
  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      release.run();
    }
  }
}
