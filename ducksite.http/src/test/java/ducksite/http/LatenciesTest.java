package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class LatenciesTest {

  @Test
  void quantilesAreAtMostATenthAboveTheTruth() {
    Latencies latencies = new Latencies();
    assertEquals(0, latencies.quantileMillis(0.5));
    for (int millis = 1; millis <= 1_000; millis++) {
      latencies.add(millis * 1_000_000L);
    }
    for (double share : new double[] {0.01, 0.5, 0.95, 0.99, 1}) {
      double truth = Math.ceil(share * 1_000);
      double told = latencies.quantileMillis(share);
      assertTrue(told >= truth * 0.999 && told <= truth * 1.1, share + ": " + told);
    }
  }

  @Test
  void whatIsOutOfBoundsIsCountedAtTheirEdge() {
    Latencies latencies = new Latencies();
    latencies.add(-1);
    latencies.add(0);
    assertTrue(latencies.quantileMillis(1) < 0.01);
    latencies.add(Long.MAX_VALUE);
    assertTrue(latencies.quantileMillis(1) > 3_600_000);
  }
}
