package ducksite.api.location;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class LocationStatTest {

  @Test
  void aStatHasSizeAndVersion() {
    LocationStat stat = LocationStat.of(12, "v1");
    assertEquals(12, stat.size());
    assertEquals("v1", stat.version());
    assertEquals("12 bytes, version v1", stat.toString());
  }

  @Test
  void statsAreEqualInBothParts() {
    LocationStat stat = LocationStat.of(12, "v1");
    assertEquals(stat, LocationStat.of(12, "v1"));
    assertEquals(stat.hashCode(), LocationStat.of(12, "v1").hashCode());
    assertNotEquals(stat, LocationStat.of(13, "v1"));
    assertNotEquals(stat, LocationStat.of(12, "v2"));
  }

  @Test
  void aNegativeSizeAndABlankVersionAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> LocationStat.of(-1, "v"));
    assertThrows(IllegalArgumentException.class, () -> LocationStat.of(0, " "));
    assertThrows(NullPointerException.class, () -> LocationStat.of(0, null));
  }
}
