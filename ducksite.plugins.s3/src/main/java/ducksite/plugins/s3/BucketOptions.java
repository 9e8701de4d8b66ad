package ducksite.plugins.s3;

import ducksite.api.Options;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * The checked options of one file source.
 *
 * @param prefix what keys begin with, may be empty
 * @param glob over the rest of the key, as written
 * @param proxy whether objects stay where they are
 * @param maxBytes of the cache
 * @param parallel requests at once
 * @param httpPrefix where clients find the objects
 */
record BucketOptions(
    String bucket,
    String prefix,
    String glob,
    KeyPattern pattern,
    Connection connection,
    boolean proxy,
    long maxBytes,
    int parallel,
    String httpPrefix) {

  private static final Set<String> KEYS =
      Set.of(
          "anonymous",
          "bucket",
          "endpoint",
          "glob",
          "http_prefix",
          "max_bytes",
          "mode",
          "parallel",
          "path_style",
          "prefix",
          "profile",
          "region");
  private static final Pattern BUCKET =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]");
  private static final Pattern REGION = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final String DEFAULT_GLOB = "**/*.parquet";
  private static final String DEFAULT_MAX_BYTES = "10GB";
  private static final long DEFAULT_PARALLEL = 8;
  private static final long MAX_PARALLEL = 64;

  /** What servers that are not AWS are content with. */
  private static final String ANY_REGION = "us-east-1";

  /**
   * The options of a source.
   *
   * @throws IllegalArgumentException with one sentence, when a key is unknown or a value wrong
   */
  static BucketOptions of(String sourceName, Options options) {
    checkKeys(options);
    String bucket =
        text(options, "bucket")
            .orElseThrow(() -> wrong("'bucket' is missing; it names the bucket"));
    check(
        BUCKET.matcher(bucket).matches(),
        "'bucket' is not the name of a bucket: letters, digits, '.', '_' and '-'");
    String glob = text(options, "glob").orElse(DEFAULT_GLOB);
    String mode = text(options, "mode").orElse("cache");
    check(Set.of("cache", "proxy").contains(mode), "'mode' must be \"cache\" or \"proxy\"");
    String size = text(options, "max_bytes").orElse(DEFAULT_MAX_BYTES);
    long parallel = options.integer("parallel").orElse(DEFAULT_PARALLEL);
    check(
        parallel >= 1 && parallel <= MAX_PARALLEL, "'parallel' must be from 1 to " + MAX_PARALLEL);
    String httpPrefix = text(options, "http_prefix").orElse("data/" + sourceName);
    return new BucketOptions(
        bucket,
        options.string("prefix").orElse(""),
        glob,
        pattern(glob),
        connection(bucket, options),
        mode.equals("proxy"),
        Sizes.parse(size)
            .orElseThrow(
                () -> wrong("'max_bytes' must be a size such as \"" + DEFAULT_MAX_BYTES + "\"")),
        (int) parallel,
        httpPrefix.endsWith("/") ? httpPrefix.substring(0, httpPrefix.length() - 1) : httpPrefix);
  }

  private static Connection connection(String bucket, Options options) {
    URI endpoint = endpoint(options);
    String region = text(options, "region").orElseGet(() -> defaultRegion(bucket, endpoint));
    check(REGION.matcher(region).matches(), "'region' is not a region such as \"eu-central-1\"");
    boolean anonymous = options.bool("anonymous").orElse(false);
    Optional<String> profile = text(options, "profile");
    check(
        !anonymous || profile.isEmpty(),
        "'profile' says nothing where 'anonymous' is true; leave one out");
    return new Connection(
        region,
        endpoint,
        options.bool("path_style").orElse(endpoint != null),
        anonymous,
        profile.orElse(null));
  }

  private static @Nullable URI endpoint(Options options) {
    String text = text(options, "endpoint").orElse(null);
    if (text == null) {
      return null;
    }
    try {
      URI uri = new URI(text);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      check(
          http && uri.getHost() != null,
          "'endpoint' must be an address such as \"https://s3.example.com\"");
      check(
          uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null,
          "'endpoint' must not hold a user, a query or a fragment; credentials come from the"
              + " default chain");
      return uri;
    } catch (URISyntaxException e) {
      throw wrong("'endpoint' must be an address such as \"https://s3.example.com\"");
    }
  }

  private static String defaultRegion(String bucket, @Nullable URI endpoint) {
    if (endpoint != null) {
      return ANY_REGION;
    }
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion().id();
    } catch (SdkClientException e) {
      throw wrong("the region of bucket '" + bucket + "' is not known; set region, or AWS_REGION");
    }
  }

  private static KeyPattern pattern(String glob) {
    try {
      return KeyPattern.of(glob);
    } catch (IllegalArgumentException e) {
      throw wrong("'glob' is not a pattern: " + e.getMessage());
    }
  }

  private static void checkKeys(Options options) {
    for (String key : options.keys()) {
      check(
          KEYS.contains(key),
          "unknown key '" + key + "'; known keys: " + String.join(", ", new TreeSet<>(KEYS)));
    }
  }

  private static Optional<String> text(Options options, String key) {
    Optional<String> value = options.string(key);
    check(value.filter(String::isBlank).isEmpty(), "'" + key + "' is blank; leave it out instead");
    return value;
  }

  private static void check(boolean right, String message) {
    if (!right) {
      throw wrong(message);
    }
  }

  private static IllegalArgumentException wrong(String message) {
    return new IllegalArgumentException("options: " + message);
  }

  /** What is listed, for messages. */
  String place() {
    return "s3://" + bucket + "/" + prefix;
  }

  /** A key behind the last slash of the prefix. */
  String relative(String key) {
    return key.substring(prefix.lastIndexOf('/') + 1);
  }
}
