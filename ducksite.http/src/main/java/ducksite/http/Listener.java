package ducksite.http;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/** The place where connections come in: threads, limits, and Undertow above a conduit of ours. */
final class Listener implements AutoCloseable {

  private static final int IDLE_MILLIS = 60_000;
  private static final int PARSE_MILLIS = 30_000;
  private static final int LARGEST_HEAD = 64 * 1024;
  private static final int MOST_PARAMETERS = 1_000;
  private static final int BUFFER = 16 * 1024;
  private static final int BUFFERS_PER_THREAD = 4;
  private static final int WAITING_CONNECTIONS = 1_000;

  private final XnioWorker worker;
  private final HttpOpenListener http;
  private final AcceptingChannel<StreamConnection> accepting;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Listens from now on. */
  Listener(ServerSettings settings, HttpHandler handler, Repeats repeats) throws IOException {
    http =
        new HttpOpenListener(
            new DefaultByteBufferPool(true, BUFFER, -1, BUFFERS_PER_THREAD),
            OptionMap.builder()
                .set(UndertowOptions.BUFFER_PIPELINED_DATA, true)
                .set(UndertowOptions.MAX_ENTITY_SIZE, settings.maxBody())
                .set(UndertowOptions.MAX_HEADER_SIZE, LARGEST_HEAD)
                .set(UndertowOptions.MAX_PARAMETERS, MOST_PARAMETERS)
                // A connection is idle for Undertow also while requests are answered below it.
                .set(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_MILLIS + RepeatConduit.RENEWAL_MILLIS)
                .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, PARSE_MILLIS)
                .set(UndertowOptions.ALWAYS_SET_DATE, true)
                .getMap());
    http.setRootHandler(handler);
    worker = Xnio.getInstance(Undertow.class.getClassLoader()).createWorker(threads());
    ChannelListener<StreamConnection> opened =
        connection -> {
          RepeatConduit.lay(connection, repeats);
          http.handleEvent(connection);
        };
    try {
      accepting =
          worker.createStreamConnectionServer(
              new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port()),
              ChannelListeners.openListenerAdapter(opened),
              OptionMap.builder()
                  .set(Options.TCP_NODELAY, true)
                  .set(Options.REUSE_ADDRESSES, true)
                  .set(Options.BALANCING_TOKENS, 1)
                  .set(Options.BALANCING_CONNECTIONS, 2)
                  .set(Options.BACKLOG, WAITING_CONNECTIONS)
                  .getMap());
    } catch (IOException | RuntimeException e) {
      worker.shutdownNow();
      throw e;
    }
    accepting.resumeAccepts();
  }

  private static OptionMap threads() {
    return OptionMap.builder()
        .set(Options.WORKER_IO_THREADS, Math.max(2, Runtime.getRuntime().availableProcessors()))
        .set(Options.WORKER_TASK_CORE_THREADS, 2)
        .set(Options.WORKER_TASK_MAX_THREADS, 2)
        .set(Options.TCP_NODELAY, true)
        .getMap();
  }

  /** The port. */
  int port() {
    return accepting.getLocalAddress(InetSocketAddress.class).getPort();
  }

  /** Breaks off what is still going on; once closed, closing does nothing. */
  @Override
  public void close() {
    // The channel's thread would be waited for, which is gone.
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    IoUtils.safeClose(accepting);
    worker.shutdown();
    try {
      worker.awaitTermination();
    } catch (InterruptedException e) {
      worker.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
