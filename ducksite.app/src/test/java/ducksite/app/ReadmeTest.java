package ducksite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first project of the README, typed as a reader would type it. */
final class ReadmeTest {

  private static final Pattern BLOCK = Pattern.compile("(?ms)^(`{3,4})(\\w+)\\n(.*?)^\\1$");
  private static final Pattern QUERY =
      Pattern.compile("(?s)ducksite query --format parquet --output (\\S+) \"(.*)\"");

  @TempDir private Path folder;

  @Test
  void theFirstProjectHasNoErrorsAndAnswers() throws IOException {
    List<String> texts = new ArrayList<>();
    String page = Files.readString(Path.of("../README.md"));
    Matcher block = BLOCK.matcher(page.substring(page.indexOf("\n## A project")));
    while (block.find()) {
      texts.add(block.group(2) + "\n" + block.group(3));
    }
    assertEquals(
        List.of("sh", "toml", "markdown", "toml", "sql", "java"),
        texts.stream().map(text -> text.split("\n", 2)[0]).toList());
    List<String> blocks = texts.stream().map(text -> text.split("\n", 2)[1]).toList();
    Path shop = folder.resolve("shop");
    done("init", "--root", shop.toString());
    Matcher query = QUERY.matcher(blocks.getFirst());
    assertTrue(query.find(), blocks.getFirst());
    Path parquet = shop.resolve(query.group(1));
    done(
        "query",
        query.group(2),
        "--root",
        shop.toString(),
        "--output",
        parquet.toString(),
        "--format",
        "parquet");
    String plugin =
        "\n[[file_sources]]\nname = \"large_orders\"\nplugin = \"plugins/Large.java\"\n";
    Files.writeString(
        shop.resolve("ducksite.toml"), blocks.get(1) + plugin, StandardOpenOption.APPEND);
    write(shop.resolve("content/index.md"), blocks.get(2));
    write(shop.resolve("routes_src/orders_of.toml"), blocks.get(3));
    write(shop.resolve("routes_src/orders_of.sql"), blocks.get(4));
    write(shop.resolve("plugins/Large.java"), blocks.get(5));
    assertTrue(
        done("check", "--root", shop.toString())
            .startsWith("no errors: 1 page, 1 route, 2 queries, 2 data files"));
    Path rows = folder.resolve("rows.csv");
    done(
        "run",
        "orders_of",
        "region=north",
        "since=2025-03-01",
        "--format",
        "csv",
        "--root",
        shop.toString(),
        "--output",
        rows.toString());
    assertEquals("id,region,day,amount", Files.readAllLines(rows).getFirst());
    done(
        "query",
        "SELECT count(*) > 0 AND min(amount) > 90 FROM large_orders",
        "--root",
        shop.toString(),
        "--format",
        "csv",
        "--output",
        rows.toString());
    assertEquals("true", Files.readAllLines(rows).getLast());
  }

  private static String done(String... arguments) {
    Outcome outcome = Outcome.of(arguments);
    assertEquals(0, outcome.code(), outcome.out() + outcome.err());
    return outcome.out();
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
