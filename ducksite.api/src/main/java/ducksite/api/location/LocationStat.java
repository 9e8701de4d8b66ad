package ducksite.api.location;

import ducksite.api.ApiStatus;
import java.util.Objects;

/** Size and version of an object behind a location URI. Immutable. */
@ApiStatus(stability = ApiStatus.Stability.EXPERIMENTAL, role = ApiStatus.Role.TO_CALL)
public final class LocationStat {

  private final long size;
  private final String version;

  private LocationStat(long size, String version) {
    this.size = size;
    this.version = version;
  }

  /**
   * A stat.
   *
   * @param size bytes, not negative
   * @param version a text that changes whenever the bytes do, such as an ETag
   * @throws IllegalArgumentException when the size is negative or the version blank
   */
  public static LocationStat of(long size, String version) {
    if (size < 0) {
      throw new IllegalArgumentException("size is negative: " + size);
    }
    if (version.isBlank()) {
      throw new IllegalArgumentException("version is blank: a changed file would not be noticed");
    }
    return new LocationStat(size, version);
  }

  /** Bytes. */
  public long size() {
    return size;
  }

  /** A text that changes whenever the bytes do. */
  public String version() {
    return version;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LocationStat that && size == that.size && version.equals(that.version);
  }

  @Override
  public int hashCode() {
    return Objects.hash(size, version);
  }

  @Override
  public String toString() {
    return size + " bytes, version " + version;
  }
}
