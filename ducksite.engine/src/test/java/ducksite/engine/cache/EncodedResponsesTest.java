package ducksite.engine.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class EncodedResponsesTest {

  @Test
  void the_least_recently_used_goes_first() {
    EncodedResponses responses = new EncodedResponses(800);
    for (int i = 0; i < 8; i++) {
      responses.put("t" + i, EncodedResponse.of(new byte[100]));
    }
    assertTrue(responses.find("t0").isPresent());
    responses.put("t8", EncodedResponse.of(new byte[100]));
    assertTrue(responses.find("t0").isPresent());
    assertTrue(responses.find("t1").isEmpty());
    assertEquals(800, responses.bytes());
    assertEquals(2, responses.hits());
    assertEquals(1, responses.misses());
  }

  @Test
  void a_replaced_answer_is_counted_once_and_a_large_one_is_not_kept() {
    EncodedResponses responses = new EncodedResponses(800);
    EncodedResponse second = EncodedResponse.of(new byte[60]);
    responses.put("t", EncodedResponse.of(new byte[100]));
    responses.put("t", second);
    responses.put("large", EncodedResponse.of(new byte[101]));
    assertEquals(64, responses.bytes());
    assertSame(second, responses.find("t").orElseThrow());
    assertTrue(responses.find("large").isEmpty());
  }

  @Test
  void empty_answers_are_bounded_as_well() {
    EncodedResponses responses = new EncodedResponses(640);
    for (int i = 0; i < 100; i++) {
      responses.put("t" + i, EncodedResponse.of(new byte[0]));
    }
    assertTrue(responses.find("t89").isEmpty());
    assertTrue(responses.find("t90").isPresent());
  }

  @Test
  void a_store_without_room_keeps_nothing() {
    EncodedResponses responses = new EncodedResponses(0);
    responses.put("t", EncodedResponse.of(new byte[1]));
    assertEquals(0, responses.bytes());
    assertTrue(responses.find("t").isEmpty());
  }

  @Test
  void threads_never_push_it_over_its_bound() throws Exception {
    EncodedResponses responses = new EncodedResponses(10_000);
    List<Future<?>> ends = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int thread = 0; thread < 8; thread++) {
        int seed = thread;
        ends.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 2000; i++) {
                    responses.put(
                        "t" + (i * 31 + seed) % 97,
                        EncodedResponse.of(new byte[(i + seed) % 1200]));
                    responses.find("t" + i % 97);
                    assertTrue(responses.bytes() <= 10_000);
                  }
                }));
      }
    }
    for (Future<?> end : ends) {
      end.get();
    }
    assertEquals(16_000, responses.hits() + responses.misses());
    assertTrue(responses.bytes() > 0);
  }
}
