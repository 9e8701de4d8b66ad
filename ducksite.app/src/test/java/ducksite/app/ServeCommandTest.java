package ducksite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why a site is not served; serving itself ends only with the process. */
final class ServeCommandTest {

  private static final String ADAPTER =
      """
      import ducksite.api.auth.*;
      import java.util.Optional;

      public final class Gate implements AuthAdapter {
        public Gate() {
          %s
        }

        @Override
        public Optional<AuthenticatedUser> authenticate(AuthRequest request) {
          return Optional.empty();
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void anAddressThatOthersReachNeedsConsent() throws IOException {
    Outcome outcome = TestProject.small(folder).run("serve", "--host", "0.0.0.0", "--port", "0");
    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains("--insecure"), outcome.err());
    assertFalse(outcome.err().contains("listening"));
    assertFalse(outcome.err().contains("\tat "));
  }

  @Test
  void aModeOfAuthenticationThatIsNotThereIsNotLeftOut() throws IOException {
    TestProject project =
        TestProject.small(folder).file("ducksite.toml", "[auth]\nmode = \"pseudo\"\n");
    Outcome outcome = project.run("serve", "--port", "0", "--insecure");
    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains("pseudo"), outcome.err());
    assertFalse(outcome.err().contains("listening"));
  }

  @Test
  void anAdapterThatCannotBeUsedStopsTheStart() throws IOException {
    TestProject project =
        TestProject.small(folder)
            .file("ducksite.toml", "[auth]\nmode = \"external\"\nadapter = \"plugins/Gate.java\"\n")
            .file(
                "plugins/Gate.java", ADAPTER.formatted("throw new IllegalStateException(\"no\");"));
    Outcome outcome = project.run("serve", "--port", "0");
    assertEquals(1, outcome.code());
    assertTrue(outcome.out().concat(outcome.err()).contains("auth/adapter"), outcome.err());
    assertTrue(outcome.err().contains("nothing is served"), outcome.err());
    assertFalse(outcome.err().contains("everything else is served"), outcome.err());
    assertFalse(outcome.err().contains("\tat "), outcome.err());
    Outcome checked = project.run("check");
    assertEquals(1, checked.code());
    assertTrue(checked.out().concat(checked.err()).contains("auth/adapter"));
  }

  @Test
  void whatWasPublishedWithoutAuthenticationIsNotServedWithIt() throws IOException {
    TestProject project = TestProject.small(folder);
    assertEquals(0, project.run("build").code());
    project
        .file("ducksite.toml", "[auth]\nmode = \"external\"\nadapter = \"plugins/Gate.java\"\n")
        .file("plugins/Gate.java", ADAPTER.formatted(""));
    Outcome outcome = project.run("serve", "--port", "0", "--no-build");
    assertEquals(1, outcome.code());
    assertTrue(outcome.err().contains("nothing is served"), outcome.err());
  }

  @Test
  void whatWasPublishedDoesNotStandInForABrokenAdapter() throws IOException {
    TestProject project =
        TestProject.small(folder)
            .file("ducksite.toml", "[auth]\nmode = \"external\"\nadapter = \"plugins/Gate.java\"\n")
            .file("plugins/Gate.java", ADAPTER.formatted(""));
    assertEquals(0, project.run("build").code());
    Outcome checked = project.run("check");
    assertTrue(checked.out().contains("authentication external"), checked.out());
    project.file("plugins/Gate.java", "public final class Gate {");
    Outcome outcome = project.run("serve", "--port", "0");
    assertEquals(1, outcome.code());
    assertTrue(outcome.err().contains("nothing is served"), outcome.err());
  }

  @Test
  void safeModeDoesNotOpenASite() throws IOException {
    TestProject project =
        TestProject.small(folder)
            .file("ducksite.toml", "[auth]\nmode = \"external\"\nadapter = \"plugins/Gate.java\"\n")
            .file("plugins/Gate.java", ADAPTER.formatted(""));
    Outcome outcome = project.run("serve", "--port", "0", "--safe-mode");
    assertEquals(1, outcome.code());
    assertTrue(outcome.err().contains("safe mode"), outcome.err());
  }

  @Test
  void withoutABuildThereMustBeAPublishedSite() throws IOException {
    Outcome outcome = TestProject.small(folder).run("serve", "--port", "0", "--no-build");
    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains("run ducksite build"), outcome.err());
  }

  @Test
  void aConfigurationWithErrorsIsNotServed() throws IOException {
    TestProject project = TestProject.small(folder).file("ducksite.toml", "[site]\ntitel = \"\"\n");
    Outcome outcome = project.run("serve", "--port", "0");
    assertEquals(1, outcome.code());
    assertTrue(outcome.err().contains("listening on http://127.0.0.1:"), outcome.err());
    assertTrue(outcome.err().contains("config/unknown-key"));
    assertTrue(outcome.err().contains("there is nothing to serve"));
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    TestProject project = TestProject.small(folder);
    try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      Outcome outcome = project.run("serve", "--port", port);
      assertEquals(2, outcome.code());
      assertTrue(outcome.err().contains("127.0.0.1:" + port), outcome.err());
      assertFalse(outcome.err().contains("\tat "));
    }
  }
}
