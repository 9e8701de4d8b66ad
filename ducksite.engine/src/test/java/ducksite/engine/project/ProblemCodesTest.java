package ducksite.engine.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ProblemCodesTest {

  private static final Pattern CODE =
      Pattern.compile("(?<![/\\w])(?:config|file|model|route)/[a-z0-9]+(?:-[a-z0-9]+)*\\b");

  @Test
  void every_code_that_this_package_reports_is_explained() throws IOException, URISyntaxException {
    Set<String> used = new TreeSet<>();
    Path classes =
        Path.of(ProblemCodes.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(classes.resolve("ducksite/engine/project"))) {
      for (Path file : files.filter(ProblemCodesTest::isMainClass).toList()) {
        Matcher matcher = CODE.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
          used.add(matcher.group());
        }
      }
    }
    assertTrue(used.size() > 20, used.toString());
    used.removeAll(ProblemCodes.all().keySet());
    assertEquals(Set.of(), used);
  }

  private static boolean isMainClass(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".class") && !name.contains("Test");
  }

  @Test
  void every_explanation_is_a_sentence_under_a_well_formed_code() {
    ProblemCodes.all()
        .forEach(
            (code, explanation) -> {
              Problem.error(code, explanation);
              assertTrue(explanation.endsWith("."), code);
            });
    assertTrue(ProblemCodes.explain("config/unknown-key").isPresent());
    assertTrue(ProblemCodes.explain("config/no-such-code").isEmpty());
  }
}
