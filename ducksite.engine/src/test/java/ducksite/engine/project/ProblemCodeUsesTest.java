package ducksite.engine.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.duck.DuckException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares the texts in the engine's compiled classes with the catalogue of problem codes. */
final class ProblemCodeUsesTest {

  private static final Pattern CODE = Pattern.compile("[a-z]+/[a-z0-9]+(?:-[a-z0-9]+)*");

  /** A part of a code that is joined with the area of its file: {@code unknown-key}. */
  private static final Pattern NAME = Pattern.compile("[a-z]+(?:-[a-z]+)+");

  /** First words of media types and of paths, which look like codes. */
  private static final Set<String> NO_AREAS =
      Set.of("application", "text", "image", "cache", "static", "tmp", "generations");

  private static final Map<String, Set<String>> TEXTS = new TreeMap<>();

  @BeforeAll
  static void readTheClasses() throws IOException, URISyntaxException {
    Path classes =
        Path.of(ProblemCodes.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        TEXTS.put(classes.relativize(file).toString(), texts(file));
      }
    }
  }

  @Test
  void every_code_in_a_class_of_the_engine_is_explained() {
    Set<String> used =
        TEXTS.values().stream()
            .flatMap(Set::stream)
            .filter(text -> CODE.matcher(text).matches())
            .filter(text -> !NO_AREAS.contains(text.substring(0, text.indexOf('/'))))
            .collect(Collectors.toCollection(TreeSet::new));
    assertTrue(used.size() > 100, used.toString());
    used.removeAll(ProblemCodes.all().keySet());
    assertEquals(Set.of(), used, "codes without a line in problem-codes.txt");
  }

  @Test
  void every_name_that_the_readers_join_with_an_area_is_explained() {
    List<String> names =
        ProblemCodes.all().keySet().stream()
            .filter(code -> code.startsWith("config/") || code.startsWith("route/"))
            .map(code -> code.substring(code.indexOf('/') + 1))
            .toList();
    Set<String> used =
        TEXTS.entrySet().stream()
            .filter(each -> each.getKey().startsWith("ducksite/engine/project/"))
            .flatMap(each -> each.getValue().stream())
            .filter(text -> NAME.matcher(text).matches())
            .collect(Collectors.toCollection(TreeSet::new));
    assertTrue(used.contains("unknown-key"), used.toString());
    used.removeAll(names);
    assertEquals(Set.of(), used, "names without a line in problem-codes.txt");
  }

  @Test
  void every_reason_why_a_query_has_no_answer_is_explained() {
    for (DuckException.Kind kind : DuckException.Kind.values()) {
      String code = "query/" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
      assertTrue(ProblemCodes.explain(code).isPresent(), code);
    }
  }

  @Test
  void every_explained_code_is_used() {
    Set<String> texts =
        TEXTS.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    List<String> unused = new ArrayList<>();
    for (String code : ProblemCodes.all().keySet()) {
      String name = code.substring(code.indexOf('/') + 1);
      if (!code.startsWith("query/") && !texts.contains(code) && !texts.contains(name)) {
        unused.add(code);
      }
    }
    assertEquals(List.of(), unused);
  }

  private static Set<String> texts(Path file) {
    ClassModel model;
    try {
      model = ClassFile.of().parse(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Set<String> texts = new TreeSet<>();
    for (PoolEntry entry : model.constantPool()) {
      if (entry instanceof StringEntry text) {
        texts.add(text.stringValue());
      }
    }
    return texts;
  }
}
