package ducksite.api;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

final class CancellationTest {

  @Test
  void aWantedCallGoesOn() {
    Cancellation wanted = () -> false;
    assertDoesNotThrow(wanted::throwIfCancelled);
  }

  @Test
  void anUnwantedCallEnds() {
    Cancellation unwanted = () -> true;
    assertThrows(CancellationException.class, unwanted::throwIfCancelled);
  }
}
