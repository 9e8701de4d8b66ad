package ducksite.api.manifest;

import ducksite.api.ApiStatus;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One Parquet file as clients and queries see it: a path under {@code data/}, the place of its
 * bytes, and a predicate that holds for everyone who reads it. Immutable.
 */
@ApiStatus(stability = ApiStatus.Stability.STABLE, role = ApiStatus.Role.TO_CALL)
public final class VirtualParquetFile {

  private final String httpPath;
  private final URI location;
  private final @Nullable String rowFilter;
  private final long size;
  private final @Nullable String version;
  private final Map<String, String> partitions;
  private final boolean proxied;

  private VirtualParquetFile(
      String httpPath,
      URI location,
      @Nullable String rowFilter,
      long size,
      @Nullable String version,
      Map<String, String> partitions,
      boolean proxied) {
    this.httpPath = httpPath;
    this.location = location;
    this.rowFilter = rowFilter;
    this.size = size;
    this.version = version;
    this.partitions = partitions;
    this.proxied = proxied;
  }

  /**
   * A file at a location.
   *
   * @param httpPath {@code data/…}, or a relative path, which lands below {@code data/<source>/};
   *     forward slashes, no {@code .} or {@code ..} segment
   * @param location an absolute URI: {@code file:}, or a scheme that a {@code LocationReader}
   *     serves
   * @throws IllegalArgumentException when the path is empty, climbs or holds control characters, or
   *     the URI is not absolute
   */
  public static VirtualParquetFile of(String httpPath, URI location) {
    String path = checkedPath(httpPath);
    if (!location.isAbsolute()) {
      throw new IllegalArgumentException(
          "location of '" + path + "' must be an absolute URI, but is '" + location + "'");
    }
    return new VirtualParquetFile(path, location, null, -1, null, Map.of(), false);
  }

  /**
   * A file of the local file system, which need not exist yet.
   *
   * @param httpPath as in {@link #of(String, URI)}
   * @param file made absolute against the process's working folder: resolve it against {@link
   *     ManifestContext#projectRoot} first
   * @throws IllegalArgumentException as {@link #of(String, URI)}
   */
  public static VirtualParquetFile of(String httpPath, Path file) {
    return of(httpPath, file.toAbsolutePath().normalize().toUri());
  }

  /**
   * The same file with a SQL predicate that is ANDed into every query that reads it, and into its
   * download.
   *
   * @throws IllegalArgumentException when it is blank; whether it is SQL over the file's columns is
   *     checked at the build
   */
  public VirtualParquetFile withRowFilter(String predicate) {
    if (predicate.isBlank()) {
      throw new IllegalArgumentException(
          "row filter of '" + httpPath + "' is blank; leave it out instead");
    }
    return new VirtualParquetFile(
        httpPath, location, predicate, size, version, partitions, proxied);
  }

  /**
   * The same file with its size in bytes, where the plugin knows it; the host then needs no look at
   * the location to plan with it.
   *
   * @throws IllegalArgumentException when it is negative
   */
  public VirtualParquetFile withSize(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("size of '" + httpPath + "' is negative: " + bytes);
    }
    return new VirtualParquetFile(
        httpPath, location, rowFilter, bytes, version, partitions, proxied);
  }

  /**
   * The same file with a text that changes whenever its bytes do: an ETag, a version id.
   *
   * @throws IllegalArgumentException when it is blank
   */
  public VirtualParquetFile withVersion(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          "version of '" + httpPath + "' is blank; leave it out instead");
    }
    return new VirtualParquetFile(httpPath, location, rowFilter, size, text, partitions, proxied);
  }

  /**
   * The same file with the values that are constant in it, by column name, in partition order.
   *
   * @throws IllegalArgumentException when a column's name is blank
   * @throws NullPointerException when a name or a value is null
   */
  public VirtualParquetFile withPartitions(Map<String, String> values) {
    Map<String, String> copy = new LinkedHashMap<>();
    values.forEach(
        (column, value) -> {
          if (column.isBlank()) {
            throw new IllegalArgumentException(
                "a partition of '" + httpPath + "' has a blank column name");
          }
          copy.put(column, Objects.requireNonNull(value, column));
        });
    return new VirtualParquetFile(
        httpPath, location, rowFilter, size, version, Collections.unmodifiableMap(copy), proxied);
  }

  /**
   * The same file, which stays where it is: HTTP clients read ranges of it through the plugin's
   * {@code LocationReader}, nothing is copied, and no SQL can read it. A row filter cannot hold for
   * it and is an error of the build.
   */
  public VirtualParquetFile asProxied() {
    return new VirtualParquetFile(httpPath, location, rowFilter, size, version, partitions, true);
  }

  /** The path clients use, as given to the factory. */
  public String httpPath() {
    return httpPath;
  }

  /** Where the bytes are. */
  public URI location() {
    return location;
  }

  /** The SQL predicate that every row served from this file satisfies. */
  public Optional<String> rowFilter() {
    return Optional.ofNullable(rowFilter);
  }

  /** Bytes, where known. */
  public OptionalLong size() {
    return size < 0 ? OptionalLong.empty() : OptionalLong.of(size);
  }

  /** A text that changes whenever the bytes do, where known. */
  public Optional<String> version() {
    return Optional.ofNullable(version);
  }

  /** The values that are constant in this file, by column name, in partition order. */
  public Map<String, String> partitions() {
    return partitions;
  }

  /** Whether the file stays where it is. */
  public boolean isProxied() {
    return proxied;
  }

  private static String checkedPath(String httpPath) {
    String path = httpPath.replace('\\', '/');
    if (path.isBlank() || path.startsWith("/")) {
      throw new IllegalArgumentException(
          "HTTP path '" + path + "' must be relative, as in data/sales/a.parquet");
    }
    if (path.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("HTTP path holds a control character");
    }
    for (String segment : path.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw new IllegalArgumentException(
            "HTTP path '" + path + "' has an empty, '.' or '..' segment");
      }
    }
    return path;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VirtualParquetFile that
        && httpPath.equals(that.httpPath)
        && location.equals(that.location)
        && Objects.equals(rowFilter, that.rowFilter)
        && size == that.size
        && Objects.equals(version, that.version)
        && partitions.equals(that.partitions)
        && proxied == that.proxied;
  }

  @Override
  public int hashCode() {
    return Objects.hash(httpPath, location, rowFilter, size, version, partitions, proxied);
  }

  @Override
  public String toString() {
    return httpPath + " -> " + location;
  }
}
