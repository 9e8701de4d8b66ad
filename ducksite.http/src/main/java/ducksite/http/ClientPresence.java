package ducksite.http;

import ducksite.api.Cancellation;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.xnio.IoUtils;

/**
 * Whether a client still waits for an answer that has not begun. Undertow reads nothing from a
 * connection while it answers, so that a client that has gone would show at the first write only.
 * This looks on the connection's IO thread, at most once per interval, whether the connection has
 * ended, and keeps for later what a client that pipelines has sent meanwhile. Closed before the
 * answer begins: from then on the bytes are the next request's. Safe for use by several threads.
 */
final class ClientPresence implements Cancellation, AutoCloseable {

  private static final long INTERVAL_NANOS = 200_000_000;

  private final HttpServerExchange exchange;
  private final AtomicLong lastLook = new AtomicLong(System.nanoTime());
  private boolean closed;

  ClientPresence(HttpServerExchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public boolean isCancelled() {
    if (!exchange.getConnection().isOpen()) {
      return true;
    }
    long last = lastLook.get();
    long now = System.nanoTime();
    if (now - last > INTERVAL_NANOS && lastLook.compareAndSet(last, now)) {
      exchange.getIoThread().execute(this::look);
    }
    return false;
  }

  private synchronized void look() {
    if (closed
        || !exchange.isRequestComplete()
        || !(exchange.getConnection() instanceof AbstractServerConnection connection)
        || connection.getExtraBytes() != null) {
      return;
    }
    PooledByteBuffer pooled = connection.getByteBufferPool().allocate();
    boolean kept = false;
    try {
      // The connection's own end: that of a body which has been read is not the client's leaving.
      int count = connection.getOriginalSourceConduit().read(pooled.getBuffer());
      if (count < 0) {
        IoUtils.safeClose(connection);
      } else if (count > 0) {
        pooled.getBuffer().flip();
        connection.setExtraBytes(pooled);
        kept = true;
      }
    } catch (IOException e) {
      IoUtils.safeClose(connection);
    } finally {
      if (!kept) {
        pooled.close();
      }
    }
  }

  /** Looks no more. */
  @Override
  public synchronized void close() {
    closed = true;
  }
}
