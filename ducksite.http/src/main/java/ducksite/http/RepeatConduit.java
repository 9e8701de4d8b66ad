package ducksite.http;

import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.xnio.StreamConnection;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * What comes from a client, below Undertow. Between two requests it looks whether the bytes that
 * have come are, all of them, a request whose answer is known and stands. Then it answers, and
 * Undertow sees that nothing has come; everything else it passes on untouched. It never parses: it
 * compares whole requests only, and only where Undertow would begin a new one.
 *
 * <p>Now and then a request that could be answered here is passed on all the same, because Undertow
 * counts from the last request that it saw when it closes idle connections. Confined to the
 * connection's IO thread, but for the end of an exchange.
 */
final class RepeatConduit extends AbstractStreamSourceConduit<StreamSourceConduit> {

  /** Time after which Undertow gets a request of the connection to see. */
  static final int RENEWAL_MILLIS = 15_000;

  private static final WeakReference<Repeat> NONE = new WeakReference<>(null);

  private final StreamConnection connection;
  private final StreamSinkConduit sink;
  private final Repeats repeats;
  private final byte[] client;

  /** Whether the next byte begins a request. */
  private volatile boolean between = true;

  /** What Undertow was given at once since then; null when it was given more, or nothing yet. */
  private @Nullable RequestBytes asked;

  private WeakReference<Repeat> last = NONE;
  private @Nullable UnsentAnswer unsent;
  private long passedNanos = System.nanoTime();

  private RepeatConduit(StreamConnection connection, InetAddress address, Repeats repeats) {
    super(connection.getSourceChannel().getConduit());
    this.connection = connection;
    this.sink = connection.getSinkChannel().getConduit();
    this.repeats = repeats;
    this.client = RequestLog.after(address, "-").getBytes(StandardCharsets.US_ASCII);
  }

  /** Lays itself below a connection that Undertow has not seen yet. */
  static void lay(StreamConnection connection, Repeats repeats) {
    InetSocketAddress client = connection.getPeerAddress(InetSocketAddress.class);
    // Null when the client has gone already.
    if (client != null) {
      connection
          .getSourceChannel()
          .setConduit(new RepeatConduit(connection, client.getAddress(), repeats));
    }
  }

  /** The one below an exchange's connection, if there is one. */
  static @Nullable RepeatConduit of(HttpServerExchange exchange) {
    return exchange.getConnection() instanceof AbstractServerConnection connection
            && connection.getOriginalSourceConduit() instanceof RepeatConduit conduit
        ? conduit
        : null;
  }

  /**
   * Tells that an exchange has ended; the next request begins unless Undertow holds bytes of it.
   */
  static void completed(HttpServerExchange exchange) {
    RepeatConduit conduit = of(exchange);
    if (conduit != null) {
      conduit.asked = null;
      conduit.between = exchange.isPersistent() && !exchange.isUpgrade() && !holdsBytes(exchange);
    }
  }

  private static boolean holdsBytes(HttpServerExchange exchange) {
    return ((AbstractServerConnection) exchange.getConnection()).getExtraBytes() != null;
  }

  /**
   * The bytes that an exchange was made of, when they came alone and at once; null otherwise. To be
   * asked on the IO thread while the exchange is handled there.
   */
  @Nullable RequestBytes asked(HttpServerExchange exchange) {
    return holdsBytes(exchange) || !exchange.isRequestComplete() ? null : asked;
  }

  /** What answers are kept in. */
  Repeats repeats() {
    return repeats;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (unsent != null) {
      return 0;
    }
    int start = target.position();
    int count = super.read(target);
    if (count <= 0) {
      return count;
    }
    if (!between) {
      asked = null;
      return count;
    }
    long now = System.nanoTime();
    Repeat known = last.get();
    if (known == null || !known.answers(target, start, start + count)) {
      RequestBytes request = copy(target, start, count);
      asked = request;
      known = request == null ? null : repeats.find(request);
    } else {
      asked = known.request();
    }
    if (now - passedNanos < RENEWAL_MILLIS * 1_000_000L && repeats.isGood(known)) {
      target.position(start);
      give(known, now);
      return 0;
    }
    between = false;
    passedNanos = now;
    return count;
  }

  private static @Nullable RequestBytes copy(ByteBuffer bytes, int start, int count) {
    if (count > Repeats.LONGEST_REQUEST) {
      return null;
    }
    byte[] copy = new byte[count];
    bytes.get(start, copy);
    RequestBytes request = new RequestBytes(copy);
    return request.endWithEmptyLine() ? request : null;
  }

  private void give(Repeat repeat, long started) throws IOException {
    last = repeat.remembered();
    ByteBuffer answer = AnswerBuffer.own().of(repeat);
    int written = sink.write(answer);
    while (written > 0 && answer.hasRemaining()) {
      written = sink.write(answer);
    }
    if (answer.hasRemaining()) {
      super.suspendReads();
      unsent = new UnsentAnswer(connection, sink, answer, repeats.unsent(), this::sent);
    }
    repeats.given(repeat, System.nanoTime() - started, client);
  }

  private void sent() {
    unsent = null;
    super.resumeReads();
  }

  /** Nothing is read while an answer waits for its client. */
  @Override
  public void resumeReads() {
    if (unsent == null) {
      super.resumeReads();
    }
  }

  @Override
  public void wakeupReads() {
    if (unsent == null) {
      super.wakeupReads();
    }
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
    passedOn();
    return super.read(targets, offset, length);
  }

  @Override
  public long transferTo(long position, long count, FileChannel target) throws IOException {
    passedOn();
    return super.transferTo(position, count, target);
  }

  @Override
  public long transferTo(long count, ByteBuffer through, StreamSinkChannel target)
      throws IOException {
    passedOn();
    return super.transferTo(count, through, target);
  }

  private void passedOn() {
    between = false;
    asked = null;
  }
}
