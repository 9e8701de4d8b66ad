package ducksite.engine.project;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code ducksite.toml} says, defaults filled in.
 *
 * @param dirs constants of {@code [dirs]} by name, values as written
 * @param constants constants of {@code [const]} and {@code [server.const]} by name
 * @param secrets section {@code [secrets]}
 * @param analytics section {@code [analytics]}
 * @param later sections without effect yet
 */
public record ProjectConfig(
    SiteSettings site,
    ServerSettings server,
    Map<String, String> dirs,
    List<FileSource> fileSources,
    PluginSettings plugins,
    SqlSettings sql,
    CacheSettings cache,
    AuthSettings auth,
    Map<String, Constant> constants,
    SecretSettings secrets,
    AnalyticsSettings analytics,
    LaterSettings later) {

  public ProjectConfig {
    dirs = Collections.unmodifiableMap(new LinkedHashMap<>(dirs));
    fileSources = List.copyOf(fileSources);
    constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
  }

  /** What an empty {@code ducksite.toml} means. */
  public static ProjectConfig defaults() {
    return parse("", new Problems());
  }

  /**
   * What a {@code ducksite.toml} with this text means; mistakes in it are added to the problems.
   */
  public static ProjectConfig parse(String toml, Problems problems) {
    return ConfigReader.read(new SourceText(ConfigReader.FILE, toml), Overrides.none(), problems);
  }

  /** The file source with a name, if there is one. */
  public Optional<FileSource> fileSource(String name) {
    return fileSources.stream().filter(source -> name.equals(source.name())).findFirst();
  }

  /** Who may have the files of a source; those without a name go by the empty one. */
  public Roles rolesOf(String source) {
    if (!source.isEmpty()) {
      return fileSource(source).map(FileSource::roles).orElse(Roles.EVERYONE);
    }
    // Files of sources without a name are not told apart: where one is closed, all are.
    boolean closed =
        fileSources.stream().anyMatch(each -> each.name() == null && each.roles().isRestricted());
    return closed ? Roles.NOBODY : Roles.EVERYONE;
  }
}
