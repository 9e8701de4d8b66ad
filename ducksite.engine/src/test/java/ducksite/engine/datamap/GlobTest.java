package ducksite.engine.datamap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GlobTest {

  @TempDir Path root;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data/*.parquet       | data/a.parquet     | true",
        "data/*.parquet       | data/x/a.parquet   | false",
        "data/*.parquet       | data/a.parquet.bak | false",
        "data/**/*.parquet    | data/a.parquet     | true",
        "data/**/*.parquet    | data/x/y/a.parquet | true",
        "data/**              | data/x/y           | true",
        "data/**              | data               | false",
        "**/a                 | a                  | true",
        "data/?.parquet       | data/ab.parquet    | false",
        "data/[a-c].parquet   | data/b.parquet     | true",
        "data/[!a].parquet    | data/a.parquet     | false",
        "data/{a,b}.parquet   | data/b.parquet     | true",
        "data/x/*/z           | data/x/y/z         | true",
        "data/a.parquet       | data/a.parquet     | true",
        "data/a.parquet       | datas/a.parquet    | false",
        "data/a.parquet       | data/A.parquet     | false",
        "data\\*.parquet      | data/a.parquet     | true",
      })
  void matches_as_documented(String pattern, String path, boolean expected) {
    assertEquals(expected, Glob.of(pattern).matches(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"data/[a", "data/{a", "data/x[/a", "**/[!"})
  void brackets_that_stay_open_are_refused(String pattern) {
    assertThrows(PatternSyntaxException.class, () -> Glob.of(pattern));
  }

  private void files(String... names) throws IOException {
    for (String name : names) {
      Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }

  private List<String> found(String pattern) throws IOException {
    return Glob.of(pattern).files(root).stream()
        .map(file -> root.relativize(file).toString())
        .toList();
  }

  @Test
  void files_are_sorted_and_folders_are_none() throws IOException {
    files("d/b", "d/a", "d/sub/c", "d/a b'%\n", "d/ü");
    assertEquals(List.of("d/a", "d/a b'%\n", "d/b", "d/ü"), found("d/*"));
    assertEquals(List.of("d/a", "d/a b'%\n", "d/b", "d/sub/c", "d/ü"), found("d/**"));
    assertEquals(List.of("d/b"), found("d/b"));
    assertEquals(List.of("d/b"), found("./d/../d/b"));
    assertEquals(List.of("d/b"), found(root + "/d/[b-z]"));
    assertEquals(List.of(), found("nothing/**"));
    assertEquals(List.of(), found("d"));
    assertEquals(List.of(), found(""));
  }

  @Test
  void links_to_folders_are_not_followed_even_in_a_circle() throws IOException {
    files("d/a", "far/b");
    Files.createSymbolicLink(root.resolve("d/self"), root.resolve("d"));
    Files.createSymbolicLink(root.resolve("d/far"), root.resolve("far"));
    Files.createSymbolicLink(root.resolve("d/gone"), root.resolve("nothing"));
    Files.createSymbolicLink(root.resolve("d/link"), root.resolve("far/b"));
    assertEquals(List.of("d/a", "d/link"), found("d/**"));
    assertEquals(List.of(), found("d/*/b"));
  }

  @Test
  void the_base_ends_before_the_first_wildcard() {
    assertEquals("a/b", Glob.of("a/b/*/c").base());
    assertEquals("a", Glob.of("a/b").base());
    assertEquals("", Glob.of("*/b").base());
    assertEquals(Path.of("/"), Glob.of("/*").baseFolder(root));
  }
}
