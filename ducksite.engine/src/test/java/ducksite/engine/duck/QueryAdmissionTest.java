package ducksite.engine.duck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Turns of queries on a clock that the test moves. */
final class QueryAdmissionTest {

  private static final long MILLI = 1_000_000;

  private final List<String> running = new ArrayList<>();
  private final Map<String, QueryAdmission.Entry> entries = new HashMap<>();
  private long now = 7;
  private int idle;
  private boolean threads = true;
  private QueryAdmission admission = admission(4, 16);

  private QueryAdmission admission(int connections, int queue) {
    return new QueryAdmission(new DuckPool(connections, queue), () -> now, () -> idle);
  }

  /** A query whose text is the first letter of its name. */
  private boolean enter(String name) {
    QueryAdmission.Entry entry =
        new QueryAdmission.Entry(name.charAt(0), () -> threads && running.add(name));
    entries.put(name, entry);
    return admission.enter(entry);
  }

  private void end(String name, long millis, boolean whole) {
    now += millis * MILLI;
    assertTrue(running.remove(name), name);
    admission.end(entries.get(name), whole);
  }

  /** Teaches how long queries of a text take. */
  private void took(String text, long millis) {
    assertTrue(enter(text));
    end(text, millis, true);
  }

  @Test
  void short_queries_go_at_once_while_there_are_connections() {
    took("a", 3);
    for (int number = 0; number < 6; number++) {
      assertTrue(enter("a" + number));
    }
    assertEquals(List.of("a0", "a1", "a2", "a3"), running);
    end("a1", 3, true);
    assertEquals(List.of("a0", "a2", "a3", "a4"), running);
  }

  @Test
  void the_first_query_of_a_text_tells_whether_others_may_go_beside_it() {
    assertTrue(enter("a1"));
    assertTrue(enter("a2"));
    assertTrue(enter("a3"));
    assertTrue(enter("b1"));
    assertEquals(List.of("a1", "b1"), running);
    end("a1", 3, true);
    assertEquals(List.of("b1", "a2", "a3"), running);
  }

  @Test
  void long_queries_go_one_at_a_time_and_short_ones_pass_them() {
    took("a", 3);
    assertTrue(enter("l1"));
    assertTrue(enter("l2"));
    now += 600 * MILLI;
    admission.look();
    assertEquals(List.of("l1"), running);
    assertTrue(enter("l3"));
    assertTrue(enter("a1"));
    assertEquals(List.of("l1", "a1"), running);
    end("l1", 300, true);
    assertEquals(List.of("a1", "l2"), running);
    end("a1", 3, true);
    end("l2", 1500, true);
    assertEquals(List.of("l3"), running);
  }

  @Test
  void long_queries_do_not_wait_for_much_longer_ones() {
    took("l", 1_000);
    took("m", 3_000);
    took("n", 30_000);
    for (String name : List.of("n1", "n2", "m1", "m2", "l1", "l2")) {
      assertTrue(enter(name));
    }
    assertEquals(List.of("n1", "m1", "l1"), running);
    end("l1", 1_000, true);
    assertEquals(List.of("n1", "m1", "l2"), running);
  }

  @Test
  void what_runs_for_longer_than_others_of_its_text_counts_as_what_it_has_become() {
    took("l", 600);
    took("m", 3_000);
    assertTrue(enter("l1"));
    now += 5_000 * MILLI;
    assertTrue(enter("m1"));
    assertEquals(List.of("l1"), running);
    took("a", 3);
    assertEquals(List.of("l1"), running);
    end("l1", 1, true);
    assertEquals(List.of("m1"), running);
  }

  @Test
  void idle_processors_let_more_long_queries_go() {
    took("l", 1_000);
    for (int number = 0; number < 6; number++) {
      assertTrue(enter("l" + number));
    }
    assertEquals(List.of("l0"), running);
    idle = 2;
    admission.look();
    assertEquals(List.of("l0", "l1", "l2"), running);
    admission.look();
    assertEquals(4, running.size());
    idle = 0;
    end("l0", 1_000, true);
    assertEquals(3, running.size());
  }

  @Test
  void a_stopped_query_tells_only_that_others_take_as_long_at_least() {
    took("l", 1_000);
    assertTrue(enter("l1"));
    end("l1", 5, false);
    assertTrue(enter("l2"));
    assertTrue(enter("l3"));
    assertEquals(List.of("l2"), running);
    end("l2", 5, true);
    assertTrue(enter("l4"));
    assertEquals(List.of("l3", "l4"), running);
  }

  @Test
  void no_more_wait_than_connections_and_queue_have_room_for() {
    admission = admission(1, 2);
    assertTrue(enter("a1"));
    assertTrue(enter("a2"));
    assertTrue(enter("b1"));
    assertFalse(enter("c1"));
    assertTrue(admission.leave(entries.get("a2")));
    assertFalse(admission.leave(entries.get("a1")));
    assertTrue(enter("c2"));
    end("a1", 1, true);
    assertEquals(List.of("b1"), running);
    admission.close();
    end("b1", 1, true);
    assertEquals(List.of(), running);
    assertFalse(enter("d1"));
  }

  @Test
  void a_query_that_gets_no_thread_keeps_no_place() {
    admission = admission(1, 0);
    threads = false;
    assertTrue(enter("a1"));
    assertEquals(List.of(), running);
    threads = true;
    assertTrue(enter("a2"));
    assertEquals(List.of("a2"), running);
  }

  @Test
  void durations_grow_in_magnitudes_of_four() {
    assertEquals(0, QueryDurations.magnitude(499 * MILLI));
    assertEquals(1, QueryDurations.magnitude(500 * MILLI));
    assertEquals(1, QueryDurations.magnitude(1_999 * MILLI));
    assertEquals(2, QueryDurations.magnitude(2_000 * MILLI));
    assertEquals(4, QueryDurations.magnitude(32_000 * MILLI));
    assertTrue(QueryDurations.magnitude(Long.MAX_VALUE) < 40);
  }
}
