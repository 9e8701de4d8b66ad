package ducksite.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.StreamSinkConduit;

/**
 * The rest of an answer whose client does not take it at once. It is sent as the client reads; a
 * client that takes nothing for a minute is given up. Confined to the connection's IO thread.
 */
final class UnsentAnswer {

  private static final int PATIENCE_SECONDS = 60;

  private final StreamConnection connection;
  private final StreamSinkConduit sink;
  private final ByteBuffer rest;
  private final AtomicInteger others;
  private final Runnable whenSent;
  private XnioExecutor.Key patience;

  /**
   * The rest of an answer, from now on on its way.
   *
   * @param answer copied from its position on
   * @param others counts the answers on their way
   */
  UnsentAnswer(
      StreamConnection connection,
      StreamSinkConduit sink,
      ByteBuffer answer,
      AtomicInteger others,
      Runnable whenSent) {
    this.connection = connection;
    this.sink = sink;
    this.rest = ByteBuffer.allocate(answer.remaining()).put(answer).flip();
    this.others = others;
    this.whenSent = whenSent;
    others.incrementAndGet();
    connection.getSinkChannel().setWriteListener(this::send);
    connection.getSinkChannel().resumeWrites();
    this.patience = patience();
  }

  private XnioExecutor.Key patience() {
    return connection.getIoThread().executeAfter(this::giveUp, PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private void send(ConduitStreamSinkChannel channel) {
    patience.remove();
    try {
      int written = sink.write(rest);
      while (written > 0 && rest.hasRemaining()) {
        written = sink.write(rest);
      }
    } catch (IOException e) {
      giveUp();
      return;
    }
    if (rest.hasRemaining()) {
      patience = patience();
      return;
    }
    channel.setWriteListener(null);
    channel.suspendWrites();
    others.decrementAndGet();
    whenSent.run();
  }

  private void giveUp() {
    others.decrementAndGet();
    IoUtils.safeClose(connection);
  }
}
