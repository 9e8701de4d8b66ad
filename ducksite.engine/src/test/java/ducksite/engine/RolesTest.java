package ducksite.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.auth.AuthenticatedUser;
import ducksite.engine.page.Page;
import ducksite.engine.project.Overrides;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Roles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Restrictions to roles, as they are written in a project; what cannot be read closes. */
final class RolesTest {

  private static final Optional<AuthenticatedUser> ANALYST =
      Optional.of(AuthenticatedUser.of("a").withRoles(Set.of("analyst", "other")));
  private static final Optional<AuthenticatedUser> NOBODY = Optional.empty();

  @TempDir private Path folder;

  private final Problems problems = new Problems();

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Site compile() throws IOException {
    try (SiteBuilder builder =
        new SiteBuilder(
            new BuildSettings(
                folder,
                new StateFolder(folder.resolve(".ducksite_data")),
                Overrides.none(),
                null,
                false,
                "1",
                message -> {}))) {
      return builder.compile(problems);
    }
  }

  private Roles ofPage(String text) throws IOException {
    write("ducksite.toml", "");
    write("content/index.md", text);
    try (Site site = compile()) {
      return site.page("/").map(Page::roles).orElseThrow();
    }
  }

  private List<String> codes() {
    return problems.all().stream().map(Problem::code).distinct().toList();
  }

  @Test
  void oneRoleOfSeveralIsEnough() {
    assertTrue(Roles.of(List.of("x", " analyst ")).allow(ANALYST));
    assertFalse(Roles.of(List.of("x")).allow(ANALYST));
    assertFalse(Roles.of(List.of("analyst")).allow(NOBODY));
    assertTrue(Roles.EVERYONE.allow(NOBODY));
    assertFalse(Roles.of(List.of("")).allow(ANALYST));
    assertFalse(Roles.NOBODY.allow(ANALYST));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "---\nroles: analyst, x\n---\n# Start\n",
        "---\nroles: [x, analyst]\n---\n# Start\n",
        "---\n\n# who\nroles: analyst\n---",
      })
  void aPageNamesItsRolesAtTheTop(String text) throws IOException {
    Roles roles = ofPage(text);
    assertTrue(roles.allow(ANALYST));
    assertFalse(roles.allow(NOBODY));
    assertEquals(List.of("auth/roles-without-users"), codes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "---\nroles: analyst\n# Start\n",
        "---\nrole: analyst\n---\n# Start\n",
        "---\nroles:\n  - analyst\n---\n# Start\n",
        "---\nroles:\n---\n# Start\n",
        "---\nroles: analyst\nwhatever\n---\n# Start\n",
      })
  void aPageWhoseRolesCannotBeReadAnswersNobody(String text) throws IOException {
    Roles roles = ofPage(text);
    assertFalse(roles.allow(ANALYST));
    assertFalse(roles.allow(NOBODY));
    assertFalse(codes().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# Start\n",
        "---\n# Start\n\n---\n",
        "---\n",
        "---\n\nwords\n",
        "text\n---\nroles: x\n---\n"
      })
  void aLineThatIsOnlyALineRestrictsNothing(String text) throws IOException {
    assertTrue(ofPage(text).allow(NOBODY));
    assertEquals(List.of(), codes());
  }

  @Test
  void theLinesAtTheTopAreNotShownAndKeepTheirPlaces() throws IOException {
    write("ducksite.toml", "");
    write(
        "content/index.md", "---\nroles: analyst\n---\n# Start\n\n```sql x\nSELECT nothing\n```\n");
    try (Site site = compile()) {
      Page page = site.page("/").orElseThrow();
      assertEquals("Start", page.title());
      assertFalse(page.parts().toString().contains("analyst"), page.parts().toString());
    }
    Problem wrong = problems.errors().getFirst();
    assertEquals(7, wrong.line());
  }

  @Test
  void routesAndSourcesNameTheirRoles() throws IOException {
    write("ducksite.toml", "");
    write("routes_src/open.toml", "");
    write("routes_src/open.sql", "SELECT 1 AS one");
    write("routes_src/closed.toml", "roles = [\"analyst\"]\n");
    write("routes_src/closed.sql", "SELECT 1 AS one");
    write("routes_src/none.toml", "roles = []\n");
    write("routes_src/none.sql", "SELECT 1 AS one");
    write("routes_src/wrong.toml", "roles = \"analyst\"\n");
    write("routes_src/wrong.sql", "SELECT 1 AS one");
    try (Site site = compile()) {
      assertTrue(ofRoute(site, "open").allow(NOBODY));
      assertTrue(ofRoute(site, "closed").allow(ANALYST));
      assertFalse(ofRoute(site, "closed").allow(NOBODY));
      assertFalse(ofRoute(site, "none").allow(ANALYST));
      assertFalse(
          site.route("wrong").map(each -> each.source().roles().allow(ANALYST)).orElse(false));
      assertTrue(codes().contains("route/wrong-type"), codes().toString());
      assertTrue(codes().contains("auth/roles-without-users"), codes().toString());
    }
  }

  private static Roles ofRoute(Site site, String id) {
    return site.route(id).orElseThrow().source().roles();
  }

  @Test
  void aSourceWithoutANameCannotBeRestricted() throws IOException {
    write(
        "ducksite.toml",
        "[[file_sources]]\nupstream_glob = \"data/*.parquet\"\nroles = [\"analyst\"]\n");
    try (Site _ = compile()) {
      assertTrue(codes().contains("config/missing-key"), codes().toString());
    }
  }
}
