package ducksite.plugins.s3;

import ducksite.api.Cancellation;
import ducksite.api.location.LocationChangedException;
import ducksite.api.location.LocationReader;
import ducksite.api.location.LocationStat;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Reads the objects behind {@code s3:} locations. One client for each bucket is made when it is
 * first needed and kept until the end.
 */
public final class S3Reader implements LocationReader, AutoCloseable {

  private static final Cancellation NEVER = () -> false;

  private final ConcurrentMap<Place, Bucket> buckets = new ConcurrentHashMap<>();

  /** For the host. */
  public S3Reader() {}

  private record Place(String bucket, Connection connection) {}

  @Override
  public Set<String> schemes() {
    return Set.of(ObjectLocation.SCHEME);
  }

  @Override
  public LocationStat stat(URI location) throws IOException {
    RemoteObject object = object(ObjectLocation.of(location));
    return LocationStat.of(object.size(), object.etag());
  }

  @Override
  public InputStream open(URI location, long offset, long length) throws IOException {
    checkRange(offset, length);
    LocationStat stat = stat(location);
    long rest = Math.max(0, stat.size() - offset);
    return open(location, offset, Math.min(length, rest), stat.version());
  }

  private static void checkRange(long offset, long length) {
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException("no range: " + length + " bytes from " + offset);
    }
  }

  @Override
  public InputStream open(URI location, long offset, long length, String version)
      throws IOException {
    checkRange(offset, length);
    ObjectLocation place = ObjectLocation.of(location);
    long end = length > Long.MAX_VALUE - offset ? Long.MAX_VALUE : offset + length;
    // The answer tells the size; until then the end of the range stands for it.
    RemoteObject object = new RemoteObject(place.bucket(), place.key(), version, end);
    return new Translated(bucket(place).open(object, offset, end - offset, NEVER));
  }

  private RemoteObject object(ObjectLocation place) throws IOException {
    try {
      return bucket(place).stat(place.key(), NEVER);
    } catch (BucketException e) {
      throw translated(e);
    }
  }

  private Bucket bucket(ObjectLocation place) {
    return buckets.computeIfAbsent(
        new Place(place.bucket(), place.connection()),
        each -> Bucket.open(each.bucket(), each.connection()));
  }

  private static IOException translated(BucketException failure) {
    return switch (failure.reason()) {
      case NO_OBJECT -> {
        FileNotFoundException missing = new FileNotFoundException(failure.getMessage());
        missing.initCause(failure);
        yield missing;
      }
      case CHANGED -> new LocationChangedException(failure.getMessage(), failure);
      default -> failure;
    };
  }

  /** A stream whose failures are those that the interface names. */
  private static final class Translated extends FilterInputStream {

    Translated(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (BucketException e) {
        throw translated(e);
      }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        return super.read(target, offset, length);
      } catch (BucketException e) {
        throw translated(e);
      }
    }
  }

  @Override
  public void close() {
    buckets.values().forEach(Bucket::close);
    buckets.clear();
  }
}
