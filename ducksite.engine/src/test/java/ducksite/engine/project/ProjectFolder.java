package ducksite.engine.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A project folder under construction and what reading it found. */
final class ProjectFolder {

  final Path root;
  final Problems problems = new Problems();

  ProjectFolder(Path root) throws IOException {
    this.root = root;
    file("ducksite.toml", "");
  }

  ProjectFolder file(String name, String text) throws IOException {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  ProjectFolder file(String name, byte[] bytes) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    return this;
  }

  Project read(String... overrides) {
    return ProjectReader.read(root, Overrides.of(List.of(overrides)), problems);
  }

  /** The problems as {@code code file:line:column}. */
  List<String> found() {
    return problems.all().stream().map(ProjectFolder::brief).toList();
  }

  Problem only() {
    List<Problem> all = problems.all();
    if (all.size() != 1) {
      throw new AssertionError("expected one problem, found " + ProblemFormat.plain().text(all));
    }
    return all.getFirst();
  }

  static String brief(Problem problem) {
    return problem.code() + " " + problem.file() + ":" + problem.line() + ":" + problem.column();
  }
}
