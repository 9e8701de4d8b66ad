package ducksite.plugins.s3;

import ducksite.api.Cancellation;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * A range of one version of an object. Where a connection breaks, it goes on from the next byte
 * with a new request for the same version. Confined to one thread.
 */
final class ObjectStream extends InputStream {

  private final Bucket bucket;
  private final RemoteObject object;
  private long end;
  private final Cancellation cancellation;
  private final Retry retry;
  private long position;
  private @Nullable ResponseInputStream<GetObjectResponse> body;

  ObjectStream(
      Bucket bucket, RemoteObject object, long start, long end, Cancellation cancellation) {
    this.bucket = bucket;
    this.object = object;
    this.position = start;
    this.end = end;
    this.cancellation = cancellation;
    this.retry = new Retry(cancellation);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    while (position < end) {
      cancellation.throwIfCancelled();
      try {
        return some(target, offset, (int) Math.min(length, end - position));
      } catch (BucketException e) {
        retry.failed(e);
      }
    }
    return -1;
  }

  private int some(byte[] target, int offset, int length) throws IOException {
    try {
      if (body == null) {
        body = bucket.range(object, position, end);
        end = Math.min(end, sizeOf(body.response().contentRange()));
      }
      int count = body.read(target, offset, length);
      if (count < 0) {
        throw new EOFException("the body ends early");
      }
      position += count;
      retry.progressed();
      return count;
    } catch (BucketException | InterruptedIOException e) {
      drop();
      throw e instanceof java.net.SocketTimeoutException late ? bucket.broken(object, late) : e;
    } catch (IOException e) {
      drop();
      throw bucket.broken(object, e);
    }
  }

  /** The number behind the slash of {@code bytes 0-9/300}. */
  private static long sizeOf(String contentRange) {
    String size = contentRange.substring(contentRange.lastIndexOf('/') + 1);
    return size.matches("[0-9]{1,18}") ? Long.parseLong(size) : Long.MAX_VALUE;
  }

  /** Closes the connection: it still holds bytes that nobody wants. */
  private void drop() {
    if (body != null) {
      body.abort();
      body = null;
    }
  }

  @Override
  public void close() throws IOException {
    if (body != null && position == end) {
      body.close();
      body = null;
    }
    drop();
  }
}
