package ducksite.plugins.s3;

import ducksite.api.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A client of one bucket: lists it, looks at objects, reads ranges. Safe for several threads. */
final class Bucket implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofSeconds(20);

  private final String name;
  private final Failures failures;
  private final S3Client client;

  private Bucket(String name, Connection connection, S3Client client) {
    this.name = name;
    this.failures = new Failures(name, connection);
    this.client = client;
  }

  static Bucket open(String name, Connection connection) {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE))
            .region(Region.of(connection.region()))
            .forcePathStyle(connection.pathStyle())
            .credentialsProvider(credentials(connection))
            // A range has no checksum of its own, and other servers than AWS know none.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            // Attempts are counted in one place, which also resumes bodies: Retry.
            .overrideConfiguration(
                settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry()));
    if (connection.endpoint() != null) {
      builder.endpointOverride(connection.endpoint());
    }
    return new Bucket(name, connection, builder.build());
  }

  private static AwsCredentialsProvider credentials(Connection connection) {
    return connection.anonymous()
        ? AnonymousCredentialsProvider.create()
        : DefaultCredentialsProvider.builder().profileName(connection.profile()).build();
  }

  /** Tells all objects below a prefix, in the order of their keys. */
  void list(String prefix, Cancellation cancellation, Consumer<RemoteObject> found)
      throws IOException {
    @Nullable String next = null;
    do {
      cancellation.throwIfCancelled();
      String token = next;
      ListObjectsV2Response page = Retry.of(cancellation, () -> page(prefix, token));
      for (S3Object object : page.contents()) {
        // Some servers tell versions only one by one.
        found.accept(
            object.eTag() == null
                ? stat(object.key(), cancellation)
                : object(object.key(), object.eTag(), object.size()));
      }
      next = Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
    } while (next != null);
  }

  private ListObjectsV2Response page(String prefix, @Nullable String token) throws BucketException {
    try {
      return client.listObjectsV2(
          ListObjectsV2Request.builder()
              .bucket(name)
              .prefix(prefix.isEmpty() ? null : prefix)
              .continuationToken(token)
              .build());
    } catch (SdkException e) {
      throw failures.of("bucket '" + name + "'", e);
    }
  }

  /** An object as it is now. */
  RemoteObject stat(String key, Cancellation cancellation) throws IOException {
    return Retry.of(
        cancellation,
        () -> {
          try {
            HeadObjectResponse head = client.headObject(request -> request.bucket(name).key(key));
            return object(key, head.eTag(), head.contentLength());
          } catch (SdkException e) {
            throw failures.of("s3://" + name + "/" + key, e);
          }
        });
  }

  private RemoteObject object(String key, @Nullable String etag, long size) throws BucketException {
    if (etag == null || etag.isBlank()) {
      throw new BucketException(
          BucketException.Reason.OTHER,
          "s3://" + name + "/" + key + " has no version (ETag), so its changes would not be seen",
          null);
    }
    return new RemoteObject(name, key, RemoteObject.unquoted(etag), size);
  }

  /** Bytes of exactly this version of an object, resumed where a connection breaks. */
  InputStream open(RemoteObject object, long offset, long length, Cancellation cancellation) {
    return new ObjectStream(this, object, offset, offset + length, cancellation);
  }

  /** One attempt to read a range that is not empty; whoever takes it closes or aborts it. */
  ResponseInputStream<GetObjectResponse> range(RemoteObject object, long from, long to)
      throws BucketException {
    GetObjectRequest request =
        GetObjectRequest.builder()
            .bucket(name)
            .key(object.key())
            .ifMatch(object.quotedEtag())
            .range("bytes=" + from + "-" + (to - 1))
            .build();
    ResponseInputStream<GetObjectResponse> body;
    try {
      body = client.getObject(request);
    } catch (SdkException e) {
      throw failures.of(object.name(), e);
    }
    String etag = body.response().eTag();
    String range = body.response().contentRange();
    boolean same = etag == null || RemoteObject.unquoted(etag).equals(object.etag());
    boolean right = range != null && range.startsWith("bytes " + from + "-");
    if (same && right) {
      return body;
    }
    body.abort();
    throw same
        ? new BucketException(
            BucketException.Reason.OTHER,
            object.name() + " cannot be read in parts: the server does not serve ranges",
            null)
        : new BucketException(
            BucketException.Reason.CHANGED,
            object.name() + " has changed since it was listed",
            null);
  }

  BucketException broken(RemoteObject object, IOException failure) {
    return failures.of(object.name(), failure);
  }

  @Override
  public void close() {
    client.close();
  }
}
