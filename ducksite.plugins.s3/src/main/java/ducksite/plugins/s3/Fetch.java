package ducksite.plugins.s3;

import ducksite.api.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The way of many objects from a bucket to the cache, several parts at once. Ends with the first
 * failure; what is on the disk by then stays for the next attempt.
 */
final class Fetch {

  private static final int BUFFER = 64 << 10;

  private final Bucket bucket;
  private final ObjectCache cache;
  private final int parallel;
  private final Cancellation cancellation;
  private final FetchProgress progress;
  private final Iterator<RemoteObject> objects;
  private final List<PartialObject> open = new ArrayList<>();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private @Nullable PartialObject current;
  private @Nullable RemoteObject currentObject;
  private int nextPart;

  Fetch(
      Bucket bucket,
      ObjectCache cache,
      int parallel,
      Cancellation cancellation,
      FetchProgress progress,
      List<RemoteObject> missing) {
    this.bucket = bucket;
    this.cache = cache;
    this.parallel = parallel;
    this.cancellation = cancellation;
    this.progress = progress;
    this.objects = missing.iterator();
  }

  private record Part(RemoteObject object, PartialObject file, int number) {}

  /** Fetches all; several threads of the call take part. */
  void run(Work work) throws IOException {
    List<Future<Void>> workers = new ArrayList<>();
    for (int i = 0; i < parallel; i++) {
      workers.add(
          work.start(
              () -> {
                fetchParts();
                return null;
              }));
    }
    try {
      for (Future<Void> worker : workers) {
        work.await(worker);
      }
    } finally {
      closeOpen();
    }
    switch (failure.get()) {
      case null -> {}
      case FileSystemException disk -> throw onDisk(disk);
      case IOException io -> throw io;
      case RuntimeException other -> throw other;
      case Exception other -> throw new IOException(other);
    }
  }

  /** The first failure is the fetch's; it ends the other workers, whose own ones tell nothing. */
  private void fetchParts() {
    try {
      for (@Nullable Part part = next(); part != null; part = next()) {
        fetch(part);
      }
    } catch (IOException | RuntimeException e) {
      failure.compareAndSet(null, e);
    }
  }

  private static IOException onDisk(FileSystemException failure) {
    return new IOException(
        "the cache cannot be written: "
            + (failure.getReason() == null ? failure.toString() : failure.getReason())
            + " ("
            + failure.getFile()
            + ")",
        failure);
  }

  private synchronized @Nullable Part next() throws IOException {
    if (failure.get() != null) {
      return null;
    }
    while (current == null || nextPart == current.parts()) {
      if (!objects.hasNext()) {
        return null;
      }
      RemoteObject object = objects.next();
      current = PartialObject.open(object, cache.partialFile(object), cache.file(object), parallel);
      currentObject = object;
      open.add(current);
      nextPart = 0;
      progress.resumed(current.resumed());
    }
    return new Part(currentObject, current, nextPart++);
  }

  private void fetch(Part part) throws IOException {
    PartialObject file = part.file();
    long from = file.position(part.number());
    long end = file.end(part.number());
    if (from < end) {
      try (InputStream in = bucket.open(part.object(), from, end - from, this::isOver)) {
        byte[] buffer = new byte[BUFFER];
        int count = in.read(buffer);
        while (count >= 0) {
          file.append(part.number(), ByteBuffer.wrap(buffer, 0, count));
          progress.fetched(count);
          count = in.read(buffer);
        }
      }
    }
    if (file.finish()) {
      synchronized (this) {
        open.remove(file);
      }
      progress.finished();
    }
  }

  /** Cancelled by the caller, or by the failure of another part. */
  private boolean isOver() {
    return failure.get() != null || cancellation.isCancelled();
  }

  /** Leaves what is not whole for the next attempt. */
  private synchronized void closeOpen() throws IOException {
    for (PartialObject file : open) {
      file.close();
    }
  }
}
