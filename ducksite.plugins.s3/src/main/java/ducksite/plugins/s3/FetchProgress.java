package ducksite.plugins.s3;

import java.util.function.Consumer;

/** Tells how far a fetch is, at most once a second. Safe for use by several threads. */
final class FetchProgress {

  private static final long INTERVAL_NANOS = 1_000_000_000;

  private final Consumer<String> listener;
  private final int objects;
  private final long bytes;
  private int objectsDone;
  private long bytesDone;
  private long lastTold = System.nanoTime();

  FetchProgress(Consumer<String> listener, int objects, long bytes) {
    this.listener = listener;
    this.objects = objects;
    this.bytes = bytes;
  }

  synchronized void resumed(long count) {
    bytesDone += count;
  }

  synchronized void fetched(long count) {
    bytesDone += count;
    if (System.nanoTime() - lastTold > INTERVAL_NANOS) {
      tell();
    }
  }

  synchronized void finished() {
    objectsDone++;
    if (objectsDone == objects) {
      tell();
    }
  }

  private void tell() {
    lastTold = System.nanoTime();
    listener.accept(
        "fetched "
            + objectsDone
            + " of "
            + objects
            + " objects, "
            + Sizes.text(bytesDone)
            + " of "
            + Sizes.text(bytes));
  }
}
