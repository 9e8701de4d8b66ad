package ducksite.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StateFolderTest {

  @TempDir Path root;
  private StateFolder state;

  @BeforeEach
  void begin() {
    state = new StateFolder(root.resolve("state"));
  }

  private Generation publish(String text) throws IOException {
    Path folder = state.newGeneration();
    Files.writeString(folder.resolve("text"), text);
    return state.publish(folder, Set.of());
  }

  private List<String> generations() throws IOException {
    try (var entries = Files.list(state.folder().resolve("generations"))) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void nothing_is_current_before_the_first_generation() throws IOException {
    assertTrue(state.current().isEmpty());
    assertFalse(Files.exists(state.folder()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/proc/nope", "file/state", "file"})
  void a_folder_that_cannot_be_written_is_named_with_the_reason(String place) throws IOException {
    Files.writeString(root.resolve("file"), "");
    Path folder = root.resolve(place);
    StateException refused =
        assertThrows(StateException.class, () -> new StateFolder(folder).lock());
    assertEquals("state/unwritable", refused.code());
    assertTrue(
        refused.getMessage().matches("the state folder " + folder + " cannot be written: .*[a-z]+"),
        refused.getMessage());
    assertTrue(refused.hint().contains("--state"), refused.hint());
  }

  @Test
  void the_newest_generation_is_current_and_one_former_is_kept() throws IOException {
    for (int i = 1; i <= 4; i++) {
      assertEquals(i, publish("text " + i).number());
    }
    Generation current = state.current().orElseThrow();
    assertEquals("text 4", Files.readString(current.folder().resolve("text")));
    assertEquals(List.of("3", "4"), generations());
    assertEquals("4\n", Files.readString(state.folder().resolve("current")));
  }

  @Test
  void what_a_crash_left_unpublished_goes_and_what_was_served_stays() throws IOException {
    publish("served");
    Files.createDirectory(state.folder().resolve("generations/2"));
    Files.createDirectory(state.folder().resolve("generations/.unfinished-1"));
    assertEquals(1, state.current().orElseThrow().number());
    assertEquals(3, publish("next").number());
    assertEquals(List.of("1", "3"), generations());
  }

  @Test
  void a_pointer_to_a_removed_generation_means_none() throws IOException {
    AtomicFiles.deleteAll(publish("x").folder());
    assertTrue(state.current().isEmpty());
    assertEquals(1, publish("y").number());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../../etc", "-1", "1\n2", "99999999999999999999", "x"})
  void a_damaged_pointer_is_told_and_the_next_build_repairs_it(String text) throws IOException {
    publish("x");
    Files.writeString(state.folder().resolve("current"), text);
    assertEquals("state/damaged", assertThrows(StateException.class, () -> state.current()).code());
    assertEquals(2, publish("y").number());
    assertEquals(2, state.current().orElseThrow().number());
  }

  @Test
  void a_second_writer_of_this_process_is_refused_and_the_first_keeps_the_lock() throws Exception {
    try (StateFolder.Lock _ = state.lock()) {
      StateException refused = assertThrows(StateException.class, () -> state.lock());
      assertEquals("state/locked", refused.code());
      assertTrue(refused.getMessage().contains(state.folder().toString()));
      Path link = Files.createSymbolicLink(root.resolve("link"), state.folder());
      assertThrows(StateException.class, () -> new StateFolder(link).lock());
      Path project = Files.createDirectories(root.resolve("project"));
      Files.createSymbolicLink(project.resolve(".ducksite_data"), state.folder());
      try (BuildingProcess other = BuildingProcess.start("try", project)) {
        assertEquals("locked", other.await(""));
      }
    }
    StateFolder.Lock again = state.lock();
    again.close();
    try (StateFolder.Lock _ = state.lock()) {
      // Closing twice must not give back a lock that another has taken.
      again.close();
      assertThrows(StateException.class, () -> state.lock());
    }
  }

  @Test
  void a_build_meets_another_process_and_names_it(@TempDir Path folder) throws Exception {
    try (ProjectOnDisk project = new ProjectOnDisk(folder)) {
      try (BuildingProcess other = BuildingProcess.start("hold", folder)) {
        other.await("held");
        StateException refused = assertThrows(StateException.class, project::build);
        assertTrue(refused.getMessage().contains("process " + other.pid() + " on "));
        other.kill();
      }
      assertEquals(1, project.build().generation().number());
    }
  }
}
