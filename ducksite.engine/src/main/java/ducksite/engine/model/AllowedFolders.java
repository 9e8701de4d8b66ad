package ducksite.engine.model;

import ducksite.engine.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folders of {@code [sql] allow}: below them SQL may name files that no source maps. Links are
 * followed before the comparison, so none leads out. Whatever the setting says, configuration,
 * plugins, private state and secrets are never readable.
 */
public final class AllowedFolders {

  private static final List<String> NEVER = List.of(".ducksite_data", "plugins");
  private static final String CONFIGURATION = ".toml";

  private final Path root;
  private final Path state;
  private final List<Path> folders;
  private final List<Path> hidden;

  /**
   * The folders below a project's root.
   *
   * @param names project-relative
   * @param state private state, wherever it lies
   */
  public AllowedFolders(Path root, List<String> names, Path state) {
    this(root, names, state, List.of());
  }

  /**
   * The folders that a project allows.
   *
   * @param state private state, wherever it lies
   */
  public static AllowedFolders of(Project project, Path state) {
    return new AllowedFolders(
        project.root(),
        project.config().sql().allow(),
        state,
        project.config().secrets().places(project.root()));
  }

  private AllowedFolders(Path root, List<String> names, Path state, List<Path> hidden) {
    this.root = root.toAbsolutePath().normalize();
    this.hidden = List.copyOf(hidden);
    this.state = state;
    this.folders =
        names.stream()
            .map(name -> this.root.resolve(name).normalize())
            .filter(folder -> folder.startsWith(this.root) && !folder.equals(this.root))
            .toList();
  }

  /** What relative file names start from. */
  Path root() {
    return root;
  }

  /** The folders that exist, links resolved: what the engine must be able to open. */
  public List<Path> existing() {
    return folders.stream().map(AllowedFolders::real).flatMap(Optional::stream).toList();
  }

  /** The real path of a file, when SQL may read it. */
  Optional<Path> readable(Path file) {
    return real(file).filter(this::isBelow).filter(this::isHarmless);
  }

  private boolean isBelow(Path file) {
    return existing().stream().anyMatch(folder -> file.startsWith(folder) && !file.equals(folder));
  }

  private boolean isHarmless(Path file) {
    if (file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(CONFIGURATION)) {
      return false;
    }
    return Stream.of(Stream.of(state), NEVER.stream().map(root::resolve), hidden.stream())
        .flatMap(each -> each)
        .map(AllowedFolders::real)
        .flatMap(Optional::stream)
        .noneMatch(file::startsWith);
  }

  private static Optional<Path> real(Path path) {
    try {
      return Files.exists(path) ? Optional.of(path.toRealPath()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
