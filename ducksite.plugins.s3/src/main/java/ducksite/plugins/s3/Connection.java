package ducksite.plugins.s3;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How a bucket is reached. Holds no secret: credentials come from the default chain when a client
 * is made.
 *
 * @param region as in {@code eu-central-1}
 * @param endpoint the address of a server that is not AWS, null for AWS
 * @param pathStyle whether the bucket's name stands in the path instead of the host
 * @param anonymous whether requests are not signed
 * @param profile of the AWS configuration files, null for the default
 */
record Connection(
    String region,
    @Nullable URI endpoint,
    boolean pathStyle,
    boolean anonymous,
    @Nullable String profile) {

  /** The server, for messages. */
  String server() {
    return endpoint == null ? "AWS in region " + region : endpoint.toString();
  }
}
