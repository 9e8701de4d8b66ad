package ducksite.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import org.junit.jupiter.api.Test;

/** What an author reads: every public type and method of the SDK says what it is. */
final class ApiDocumentationTest {

  @Test
  void everyTypeOfTheApiIsExplainedAndMarked() throws IOException {
    ApiDocumentation api = ApiDocumentation.of(sources("ducksite.api"), true);
    assertTrue(api.types() > 20, () -> api.types() + " types were seen");
    assertTrue(api.members() > 100, () -> api.members() + " members were seen");
    assertEquals(List.of(), api.lacks());
  }

  @Test
  void everyTypeOfTheTestkitIsExplained() throws IOException {
    ApiDocumentation testkit = ApiDocumentation.of(sources("ducksite.testkit"), false);
    assertTrue(testkit.members() > 30, () -> testkit.members() + " members were seen");
    assertEquals(List.of(), testkit.lacks());
  }

  @Test
  void whatIsMissingIsFound() throws IOException {
    String text =
        """
        @ApiStatus(stability = S)
        public interface Silent {
          void quiet();
          /** Speaks. */
          void thrower() throws Exception;
          private void hidden() {}
          enum Kind { A }
        }
        /** A class. */
        @ApiStatus(stability = S, role = R)
        class NotPublic { public void quiet() {} }
        """;
    assertEquals(
        List.of(
            "Silent: a comment",
            "Silent: @ApiStatus with stability and role",
            "Silent.quiet(): a comment",
            "Silent.thrower(): @throws",
            "Kind: a comment",
            "Kind.A: a comment"),
        ApiDocumentation.of(List.of(new Source(text)), true).lacks());
  }

  private static List<? extends JavaFileObject> sources(String module) throws IOException {
    try (Stream<Path> files =
        Files.walk(Repository.root().resolve(module).resolve("src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .sorted()
          .map(ApiDocumentationTest::source)
          .toList();
    }
  }

  private static JavaFileObject source(Path file) {
    try {
      return new Source(Files.readString(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///Source.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
