package ducksite.web;

/**
 * One file that browsers load. Its path holds a hash of its content, so an answer may be cached for
 * ever.
 *
 * @param name the name it is asked for by, such as {@code main.js}
 * @param path the URL path it is served at, such as {@code /assets/main.JJCTFNJI.js}
 * @param mediaType the value of {@code Content-Type}
 * @param size bytes without content coding
 */
public record WebAsset(String name, String path, String mediaType, long size) {

  public WebAsset {
    if (!path.startsWith("/assets/") && !path.startsWith("/vendor/")) {
      throw new IllegalArgumentException(
          "path of '" + name + "' must begin with /assets/ or /vendor/, but is " + path);
    }
    if (size < 0) {
      throw new IllegalArgumentException("size of '" + name + "' is negative: " + size);
    }
  }

  /** The hash in the path: equal for equal content, fit for a strong {@code ETag}. */
  public String contentHash() {
    String file = path.substring(path.lastIndexOf('/') + 1);
    int end = file.lastIndexOf('.');
    return file.substring(file.lastIndexOf('.', end - 1) + 1, end);
  }
}
