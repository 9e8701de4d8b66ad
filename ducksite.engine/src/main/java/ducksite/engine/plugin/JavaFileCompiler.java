package ducksite.engine.plugin;

import ducksite.engine.plugin.verify.DefectException;
import ducksite.engine.plugin.verify.SharedApi;
import ducksite.engine.project.Problem;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Compiles {@code .java} files against the platform and {@code ducksite.api}, and keeps the classes
 * by content.
 */
record JavaFileCompiler(PluginHostSettings settings) {

  /** Files of a large project, each in a few versions. */
  private static final int KEPT = 256;

  /** The classes of a file, from the cache where its sources have not changed. */
  CompiledClasses compile(JavaSources sources, String fingerprint) throws DefectException {
    ClassCache cache = new ClassCache(settings.classCache(), KEPT);
    Optional<CompiledClasses> kept = cache.find(fingerprint);
    if (kept.isPresent()) {
      return kept.get();
    }
    CompiledClasses compiled = compile(sources);
    cache.keep(fingerprint, compiled);
    return compiled;
  }

  private CompiledClasses compile(JavaSources sources) throws DefectException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new DefectException(
          "plugin/no-compiler",
          "this Java has no compiler",
          "run with module jdk.compiler, or build a jar");
    }
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager standard =
        compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
      CompilerFiles files = new CompilerFiles(standard, sources);
      Iterable<? extends JavaFileObject> units = standard.getJavaFileObjects(sources.file());
      StringWriter said = new StringWriter();
      boolean good = compiler.getTask(said, files, diagnostics, options(), null, units).call();
      List<Problem> problems = problems(diagnostics.getDiagnostics());
      if (!problems.isEmpty()) {
        throw new DefectException(problems);
      }
      if (!good) {
        throw new DefectException(
            "plugin/compile-error", "the compiler failed" + thrown(said), "simplify the file");
      }
      return files.compiled();
    } catch (IOException e) {
      throw new DefectException(
          "plugin/unreadable-source", "cannot be read: " + e.getMessage(), "check the file", e);
    } catch (RuntimeException e) {
      throw new DefectException(
          "plugin/compile-error",
          "the compiler failed: " + Throwables.describe(e),
          "simplify the file",
          e);
    }
  }

  /** The compiler prints a page of frames when it breaks down; its first line says why. */
  private static String thrown(StringWriter said) {
    return said.toString()
        .lines()
        .filter(line -> line.matches("[\\w.$]+(Error|Exception)(:.*)?"))
        .findFirst()
        .map(line -> ": " + line)
        .orElse(" without saying why");
  }

  private static List<String> options() {
    List<String> options =
        new ArrayList<>(List.of("-proc:none", "-g", "-implicit:class", "-nowarn"));
    String visible =
        ModuleLayer.boot().modules().stream()
            .map(Module::getName)
            .filter(SharedApi::isPlatform)
            .sorted()
            .collect(Collectors.joining(","));
    if (SharedApi.module().isNamed()) {
      visible += "," + SharedApi.NAME;
      options.addAll(List.of("--add-modules", SharedApi.NAME));
    }
    options.addAll(List.of("--limit-modules", visible));
    return options;
  }

  private List<Problem> problems(List<Diagnostic<? extends JavaFileObject>> diagnostics) {
    return diagnostics.stream()
        .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
        .map(this::problem)
        .toList();
  }

  private Problem problem(Diagnostic<? extends JavaFileObject> diagnostic) {
    String text = diagnostic.getMessage(Locale.ROOT).replaceAll("java\\.lang\\.(?=[A-Z])", "");
    String message = text.lines().map(String::strip).collect(Collectors.joining("; "));
    Problem problem = Problem.error("plugin/compile-error", message).withHint(hint(message));
    JavaFileObject source = diagnostic.getSource();
    if (source == null || !"file".equals(source.toUri().getScheme())) {
      return problem;
    }
    Path file = Path.of(source.toUri());
    if (diagnostic.getLineNumber() < 1) {
      return problem.withFile(settings.display(file));
    }
    int line = (int) diagnostic.getLineNumber();
    String sourceLine = line(file, line);
    return problem.withPlace(
        settings.display(file), line, column(diagnostic, sourceLine), sourceLine);
  }

  private static String hint(String message) {
    return message.startsWith("package ") && message.contains("does not exist")
        ? "a .java plugin sees the JDK and ducksite.api; for other libraries build a jar, or"
            + " correct the import"
        : "correct the source; it is compiled again at the next build";
  }

  /** The compiler counts a tab as up to eight columns, we count characters. */
  private static int column(
      Diagnostic<? extends JavaFileObject> diagnostic, @Nullable String text) {
    int wanted = (int) diagnostic.getColumnNumber();
    if (text == null || wanted < 1) {
      return Math.max(wanted, 0);
    }
    int column = 1;
    int characters = 0;
    for (int i = 0;
        i < text.length() && column < wanted;
        i += Character.charCount(text.codePointAt(i))) {
      column =
          text.charAt(i) == '\t'
              ? (column - 1) / 8 * 8 + 9
              : column + Character.charCount(text.codePointAt(i));
      characters++;
    }
    return characters + 1;
  }

  private static @Nullable String line(Path file, int number) {
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      return number <= lines.size() ? lines.get(number - 1) : null;
    } catch (IOException e) {
      return null;
    }
  }
}
