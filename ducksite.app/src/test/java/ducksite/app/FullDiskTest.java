package ducksite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds on a disk that is full: a small file system of memory, in a name space of its own, filled
 * but for some kilobytes.
 */
@Tag("faults")
final class FullDiskTest {

  private static final String SCRIPT =
      """
      set -e
      mount -t tmpfs -o size=4m tmpfs "$1"
      cp -r "$2/." "$1/"
      cd "$1"
      shift 2
      "$@"
      echo "FIRST $(cat .ducksite_data/current)"
      sum() { (cat .ducksite_data/current; find .ducksite_data/generations/1 static -type f | sort | xargs cat) | cksum; }
      BEFORE=$(sum)
      for LEFT in 0 12 60 150 300; do
        echo "-- name: numbers" > sources_sql/numbers.sql
        echo "SELECT range AS n, '$LEFT' AS x FROM range(5)" >> sources_sql/numbers.sql
        rm -rf .ducksite_data/tmp
        FREE=$(df -k --output=avail . | tail -1)
        [ "$FREE" -gt "$LEFT" ] && dd if=/dev/zero of=filler bs=1k count=$((FREE - LEFT)) 2>/dev/null || true
        CODE=0
        "$@" > said 2> /tmp/said.$$ || CODE=$?
        echo "LEFT $LEFT CODE $CODE"
        cat /tmp/said.$$; rm /tmp/said.$$
        rm -f filler
        [ "$CODE" = 0 ] || [ "$(sum)" = "$BEFORE" ] || echo "TORN at $LEFT"
        [ "$CODE" != 0 ] || BEFORE=$(sum)
      done
      "$@"
      echo "LAST $(cat .ducksite_data/current)"
      """;

  @TempDir private Path folder;

  @Test
  void what_was_published_stays_whole_the_reason_is_told_and_the_next_build_works()
      throws Exception {
    assumeTrue(
        ChildProgram.run(folder, List.of("unshare", "-Urm", "true")).code() == 0,
        "this machine has no name spaces for its users");
    TestProject project = TestProject.small(folder.resolve("site"));
    Path made = folder.resolve("a.parquet");
    assertEquals(
        0, project.run("run", "above", "--format", "parquet", "--output", "" + made).code());
    Files.createDirectories(project.root.resolve("lake"));
    for (int file = 0; file < 200; file++) {
      Files.copy(made, project.root.resolve("lake/" + file + ".parquet"));
    }
    project.file(
        "ducksite.toml", "[[file_sources]]\nname = \"p\"\nupstream_glob = \"lake/*.parquet\"\n");
    Path mount = Files.createDirectories(folder.resolve("mount"));
    List<String> command =
        new ArrayList<>(
            List.of("unshare", "-Urm", "sh", "-c", SCRIPT, "sh", "" + mount, "" + project.root));
    command.addAll(ChildProgram.command(folder, "build", "--root", mount.toString()));
    Outcome outcome = ChildProgram.run(folder, command);
    String said = outcome.out() + outcome.err();
    assertEquals(0, outcome.code(), said);
    assertTrue(said.contains("FIRST 1") && said.contains("LAST "), said);
    assertTrue(!said.contains("TORN") && !said.contains("\tat "), said);
    List<String> failed =
        said.lines().filter(line -> line.startsWith("LEFT") && !line.endsWith(" 0")).toList();
    assertTrue(failed.size() >= 2, said);
    String reasons =
        said.lines().filter(line -> line.startsWith("error")).collect(Collectors.joining("\n"));
    assertTrue(reasons.lines().count() >= failed.size(), said);
    assertTrue(
        reasons.lines().allMatch(line -> line.matches("(?i).*(no space left|disk( is)? full).*")),
        said);
  }
}
