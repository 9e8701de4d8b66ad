package ducksite.plugins.s3;

/**
 * An object as a listing or an answer tells it.
 *
 * @param key its name in the bucket
 * @param etag its version, without quotes
 * @param size bytes
 */
record RemoteObject(String bucket, String key, String etag, long size) {

  static String unquoted(String etag) {
    boolean quoted = etag.length() > 1 && etag.startsWith("\"") && etag.endsWith("\"");
    return quoted ? etag.substring(1, etag.length() - 1) : etag;
  }

  /** The version as requests carry it. */
  String quotedEtag() {
    return '"' + etag + '"';
  }

  /** The object's name for messages. */
  String name() {
    return "s3://" + bucket + "/" + key.replaceAll("\\p{Cntrl}", "?");
  }
}
