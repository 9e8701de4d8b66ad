package ducksite.http;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.channels.FileChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;

/**
 * Sends a part of a file from the page cache to the socket, without copying it through the heap and
 * without a thread that waits. Headers are flushed before the first transfer, because Undertow
 * 2.4.4 ignores position and count of a transfer while they are unsent. Confined to the exchange's
 * IO thread; closes the file at the end.
 */
final class FileSender implements ChannelListener<StreamSinkChannel> {

  private static final Logger LOG = LoggerFactory.getLogger(FileSender.class);
  private static final long TRANSFER = 1 << 20;
  private static final int TRANSFERS_PER_TURN = 8;

  private final HttpServerExchange exchange;
  private final FileChannel file;
  private long position;
  private long remaining;
  private boolean headersSent;

  private FileSender(HttpServerExchange exchange, FileChannel file, ByteRange range) {
    this.exchange = exchange;
    this.file = file;
    this.position = range.start();
    this.remaining = range.length();
  }

  /**
   * Starts sending; status, headers and content length are set. The exchange ends with the last
   * byte.
   */
  static void send(HttpServerExchange exchange, FileChannel file, ByteRange range) {
    FileSender sender = new FileSender(exchange, file, range);
    exchange.addExchangeCompleteListener(
        (done, next) -> {
          IoUtils.safeClose(file);
          next.proceed();
        });
    exchange.dispatch(exchange.getIoThread(), sender::start);
  }

  private void start() {
    StreamSinkChannel channel = exchange.getResponseChannel();
    if (channel == null) {
      IoUtils.safeClose(exchange.getConnection());
      return;
    }
    handleEvent(channel);
  }

  @Override
  public void handleEvent(StreamSinkChannel channel) {
    try {
      if (!headersSent) {
        if (!channel.flush()) {
          resume(channel);
          return;
        }
        headersSent = true;
      }
      for (int turn = 0; remaining > 0; turn++) {
        long sent = turn == TRANSFERS_PER_TURN ? 0 : transfer(channel);
        if (sent == 0) {
          resume(channel);
          return;
        }
      }
      channel.suspendWrites();
      channel.getWriteSetter().set(null);
      exchange.endExchange();
    } catch (IOException e) {
      LOG.debug("{} is broken off", exchange.getRequestPath(), e);
      IoUtils.safeClose(exchange.getConnection());
    }
  }

  private long transfer(StreamSinkChannel channel) throws IOException {
    long sent = channel.transferFrom(file, position, Math.min(remaining, TRANSFER));
    if (sent < 0 || sent == 0 && position >= file.size()) {
      throw new IOException("the file became shorter while it was sent");
    }
    position += sent;
    remaining -= sent;
    return sent;
  }

  private void resume(StreamSinkChannel channel) {
    channel.getWriteSetter().set(this);
    channel.resumeWrites();
  }
}
