package ducksite.http;

import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;

/**
 * Sends a spool to a client at the client's pace, without a thread of its own: the connection's IO
 * thread writes when the socket takes bytes, and is woken by the writer when it had none. A failed
 * body breaks the connection. Confined to the exchange's IO thread.
 */
final class SpoolSender implements IoCallback {

  private static final Logger LOG = LoggerFactory.getLogger(SpoolSender.class);

  private final HttpServerExchange exchange;
  private final Spool spool;

  private SpoolSender(HttpServerExchange exchange, Spool spool) {
    this.exchange = exchange;
    this.spool = spool;
  }

  /**
   * Starts sending; headers and status are set. The exchange ends with the last byte. May be called
   * on any thread.
   */
  static void send(HttpServerExchange exchange, Spool spool) {
    SpoolSender sender = new SpoolSender(exchange, spool);
    exchange.addExchangeCompleteListener(
        (done, next) -> {
          spool.abandon();
          next.proceed();
        });
    exchange.dispatch(exchange.getIoThread(), sender::advance);
  }

  private void advance() {
    try {
      ByteBuffer bytes = spool.next(() -> exchange.getIoThread().execute(this::advance));
      if (bytes != null) {
        exchange.getResponseSender().send(bytes, this);
      } else if (spool.isFinished()) {
        end();
      }
    } catch (IOException | RuntimeException e) {
      breakOff(e);
    }
  }

  private void end() {
    Throwable failure = spool.failure();
    if (failure != null) {
      breakOff(failure);
    } else {
      exchange.endExchange();
    }
  }

  private void breakOff(Throwable cause) {
    LOG.debug("{} is broken off", exchange.getRequestPath(), cause);
    spool.abandon();
    IoUtils.safeClose(exchange.getConnection());
  }

  @Override
  public void onComplete(HttpServerExchange sent, Sender sender) {
    advance();
  }

  @Override
  public void onException(HttpServerExchange sent, Sender sender, IOException cause) {
    breakOff(cause);
  }
}
