package ducksite.engine.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AllowedFoldersTest {

  @TempDir Path root;

  private Path file(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "x");
  }

  @Test
  void a_file_below_an_allowed_folder_is_readable() throws IOException {
    AllowedFolders allowed =
        new AllowedFolders(root, List.of("data"), root.resolve(".ducksite_data"));
    Path file = file("data/a.csv");
    assertEquals(Optional.of(file.toRealPath()), allowed.readable(file));
  }

  @Test
  void private_state_is_never_readable_wherever_it_lies() throws IOException {
    AllowedFolders allowed = new AllowedFolders(root, List.of("data"), root.resolve("data/state"));
    assertTrue(allowed.readable(file("data/state/runtime.sqlite")).isEmpty());
  }

  @Test
  void the_root_itself_cannot_be_allowed() throws IOException {
    AllowedFolders allowed =
        new AllowedFolders(root, List.of(".", "..", "/"), root.resolve(".ducksite_data"));
    assertTrue(allowed.readable(file("secret.csv")).isEmpty());
    assertEquals(List.of(), allowed.existing());
  }
}
