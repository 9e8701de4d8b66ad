package ducksite.engine.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a project folder. It never throws for what it finds there: every mistake is a problem, and
 * all come at once.
 */
public final class ProjectReader {

  private static final String CONTENT = "content";
  private static final String MODELS = "sources_sql";

  private ProjectReader() {}

  /**
   * The project of a folder, as complete as its texts allow: what is wrong is missing or has its
   * default, and is among the problems.
   */
  public static Project read(Path root, Overrides overrides, Problems problems) {
    return read(root, overrides, new RouteMemory(), problems);
  }

  /**
   * The project of a folder, read again.
   *
   * @param memory what the last reading has found in the files of routes
   */
  public static Project read(
      Path root, Overrides overrides, RouteMemory memory, Problems problems) {
    ProjectFiles files = new ProjectFiles(root, problems);
    ProjectConfig config = ConfigReader.read(configText(files, problems), overrides, problems);
    checkSecrets(root, config, problems);
    return new Project(
        root,
        config,
        models(files, problems),
        routes(files, config, memory, problems),
        pages(files));
  }

  /** Whether a folder is a project: all else may be missing, but not {@code ducksite.toml}. */
  public static boolean isProject(Path root) {
    return Files.exists(root.resolve(ConfigReader.FILE));
  }

  /** What {@code ducksite.toml} alone says, for those who need nothing else of the project. */
  public static ProjectConfig readConfig(Path root, Overrides overrides, Problems problems) {
    ProjectFiles files = new ProjectFiles(root, problems);
    return ConfigReader.read(configText(files, problems), overrides, problems);
  }

  private static void checkSecrets(Path root, ProjectConfig config, Problems problems) {
    Path served = root.resolve("static").toAbsolutePath().normalize();
    for (Path place : config.secrets().places(root)) {
      if (place.toAbsolutePath().normalize().startsWith(served)) {
        problems.add(
            Problem.error(
                    "config/secrets-exposed",
                    "[secrets] keeps secrets below `static/`, whose files everybody may fetch")
                .withFile(ConfigReader.FILE)
                .withHint("move " + place.getFileName() + " elsewhere"));
      }
    }
  }

  private static SourceText configText(ProjectFiles files, Problems problems) {
    if (!files.exists(ConfigReader.FILE)) {
      Problem problem =
          Problem.error(
              "config/missing-file", "this folder is no project: `ducksite.toml` is missing");
      problems.add(
          problem
              .withFile(ConfigReader.FILE)
              .withHint(
                  "`ducksite init` makes this folder a project; `--root DIR` names another one"));
      return new SourceText(ConfigReader.FILE, "");
    }
    return files.read(ConfigReader.FILE).orElse(new SourceText(ConfigReader.FILE, ""));
  }

  private static List<ModelSource> models(ProjectFiles files, Problems problems) {
    ModelReader reader = new ModelReader(problems);
    files.list(MODELS, ".sql").forEach(file -> files.read(file).ifPresent(reader::read));
    return reader.models();
  }

  private static List<RouteSource> routes(
      ProjectFiles files, ProjectConfig config, RouteMemory memory, Problems problems) {
    Map<String, Position> names = new LinkedHashMap<>();
    config
        .constants()
        .values()
        .forEach(constant -> names.put(constant.name(), constant.position()));
    config
        .secrets()
        .references()
        .values()
        .forEach(secret -> names.put(secret.name(), secret.position()));
    return new RouteFolderReader(files, names, memory, problems)
        .read(config.server().sourceDirectory());
  }

  private static List<PageSource> pages(ProjectFiles files) {
    List<PageSource> pages = new ArrayList<>();
    for (String file : files.list(CONTENT, ".md")) {
      String path = file.substring(CONTENT.length() + 1, file.length() - ".md".length());
      files.read(file).map(text -> new PageSource(path, text)).ifPresent(pages::add);
    }
    return pages;
  }
}
