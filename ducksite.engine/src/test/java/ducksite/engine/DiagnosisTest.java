package ducksite.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiagnosisTest {

  @TempDir private Path root;

  @Test
  void a_secret_without_a_value_is_named_and_no_value_is_told() throws Exception {
    try (ProjectOnDisk project = new ProjectOnDisk(root)) {
      project
          .toml("[secrets]\ndir = \"keys\"\n[secrets.one]\nservice = \"a\"\nusername = \"b\"\n")
          .file("keys/one", "S3NT1NEL")
          .file("routes_src/r.toml", "[secrets.two]\nservice = \"a\"\nusername = \"b\"\n")
          .file("routes_src/r.sql", "SELECT 1 AS x");
      Diagnosis diagnosis = Diagnosis.of(project.settings());
      assertEquals("2 declared, 1 found", diagnosis.facts().get("secrets"));
      assertTrue(
          diagnosis.failures().getFirst().contains("the secret 'two' has no value"),
          diagnosis.failures().toString());
      assertEquals(1, diagnosis.failures().size());
      assertFalse(diagnosis.toString().contains("S3NT1NEL"));
    }
  }
}
