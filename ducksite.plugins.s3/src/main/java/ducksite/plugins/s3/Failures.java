package ducksite.plugins.s3;

import ducksite.plugins.s3.BucketException.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Turns what the SDK throws into one sentence: what, where, what to do. Takes over no text of the
 * server's but its error code, so that no secret and no signature comes along.
 */
record Failures(String bucket, Connection connection) {

  private static final Set<String> CREDENTIALS =
      Set.of(
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "InvalidToken",
          "ExpiredToken",
          "TokenRefreshRequired",
          "InvalidSecurity");
  private static final Set<String> REGION =
      Set.of(
          "PermanentRedirect",
          "TemporaryRedirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException");
  private static final Set<String> PASSING =
      Set.of(
          "SlowDown",
          "RequestTimeout",
          "Throttling",
          "ThrottlingException",
          "RequestLimitExceeded",
          "ServiceUnavailable",
          "InternalError");
  private static final Set<String> CLOCK = Set.of("RequestTimeTooSkewed", "RequestExpired");

  /** What a failed request was about: an object's name, or the bucket. */
  BucketException of(String what, SdkException failure) {
    if (failure instanceof S3Exception answer) {
      return answered(what, answer);
    }
    if (String.valueOf(failure.getMessage()).contains("Unable to load credentials")) {
      return new BucketException(
          Reason.CREDENTIALS,
          "no credentials are found for bucket '"
              + bucket
              + "'; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a profile, or set"
              + " anonymous = true for a public bucket",
          failure);
    }
    Throwable root = root(failure);
    if (root instanceof IOException io) {
      return of(what, io);
    }
    if (root instanceof XMLStreamException) {
      return of(what, new IOException("the answer is cut off", failure));
    }
    return new BucketException(
        Reason.OTHER,
        what + " cannot be read: " + root.getClass().getSimpleName() + " in the S3 client",
        failure);
  }

  /** A connection that could not be made or has broken. */
  BucketException of(String what, IOException failure) {
    String why =
        switch (failure) {
          case UnknownHostException _ -> "its host name is not known";
          case ConnectException _ -> "nothing answers there";
          case NoRouteToHostException _ -> "there is no way to it";
          case javax.net.ssl.SSLException _ -> "no secure connection can be made";
          case java.net.SocketTimeoutException _ -> "it does not answer in time";
          default -> "the connection breaks";
        };
    return new BucketException(
        Reason.PASSING,
        what
            + " cannot be read from "
            + connection.server()
            + ": "
            + why
            + "; check the endpoint and the network",
        failure);
  }

  private BucketException answered(String what, S3Exception answer) {
    String code = code(answer);
    int status = answer.statusCode();
    if (CREDENTIALS.contains(code) || status == 401) {
      return new BucketException(
          Reason.CREDENTIALS,
          "the credentials for bucket '"
              + bucket
              + "' are not accepted by "
              + connection.server()
              + " ("
              + code
              + "); check the key and the secret of the environment, the profile or the role",
          answer);
    }
    if (CLOCK.contains(code)) {
      return new BucketException(
          Reason.PASSING,
          "the clock of this machine differs too much from that of "
              + connection.server()
              + "; set it right",
          answer);
    }
    if (REGION.contains(code) || status == 301 || status == 307) {
      return region(answer);
    }
    if (PASSING.contains(code) || status == 429 || status >= 500) {
      return new BucketException(
          Reason.PASSING,
          what + " cannot be read: " + connection.server() + " answers " + named(status, code),
          answer);
    }
    return switch (status) {
      case 403 ->
          new BucketException(
              Reason.FORBIDDEN,
              "access to "
                  + what
                  + " is denied ("
                  + code
                  + "); the credentials need s3:ListBucket on the bucket and s3:GetObject on its"
                  + " objects",
              answer);
      case 404 -> missing(what, code, answer);
      case 412 ->
          new BucketException(Reason.CHANGED, what + " has changed since it was listed", answer);
      default ->
          new BucketException(
              Reason.OTHER,
              what + " cannot be read: " + connection.server() + " answers " + named(status, code),
              answer);
    };
  }

  private BucketException missing(String what, String code, S3Exception answer) {
    return "NoSuchBucket".equals(code)
        ? new BucketException(
            Reason.NO_BUCKET,
            "there is no bucket '" + bucket + "' at " + connection.server() + "; check its name",
            answer)
        : new BucketException(Reason.NO_OBJECT, "there is no object " + what, answer);
  }

  private BucketException region(S3Exception answer) {
    AwsErrorDetails details = answer.awsErrorDetails();
    String there =
        details == null || details.sdkHttpResponse() == null
            ? ""
            : details
                .sdkHttpResponse()
                .firstMatchingHeader("x-amz-bucket-region")
                .map(region -> ", but in '" + region + "'")
                .orElse("");
    return new BucketException(
        Reason.REGION,
        "bucket '"
            + bucket
            + "' does not lie in region '"
            + connection.region()
            + "'"
            + there
            + "; set region in [file_sources.options]",
        answer);
  }

  private static String code(S3Exception answer) {
    AwsErrorDetails details = answer.awsErrorDetails();
    String code = details == null ? null : details.errorCode();
    return code == null || !code.matches("[A-Za-z0-9.]{1,60}") ? "" : code;
  }

  private static String named(int status, String code) {
    return code.isEmpty() || code.equals(String.valueOf(status))
        ? String.valueOf(status)
        : status + " (" + code + ")";
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }
}
