package ducksite.engine.project;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code ducksite.toml}. */
final class ConfigReader {

  static final String FILE = "ducksite.toml";

  private ConfigReader() {}

  /** The settings of a text with flags laid over it, as complete as possible. */
  static ProjectConfig read(SourceText source, Overrides overrides, Problems problems) {
    TomlDocument document = TomlDocument.read(source, "config/toml-syntax", problems);
    overrides.applyTo(document.table(), problems);
    // In a text with syntax errors, whatever else seems wrong may only be a consequence.
    return settings(document.table(), document.broken() ? new Problems() : problems);
  }

  private static ProjectConfig settings(TableNode root, Problems problems) {
    SectionReader top = new SectionReader(Dialect.PROJECT, "", root, problems);
    SectionReader server = top.table("server");
    SectionReader secrets = top.table("secrets");
    Map<String, String> dirs = new LinkedHashMap<>();
    SectionReader dirsSection = top.table("dirs");
    for (String name : dirsSection.node().keys()) {
      dirsSection.optionalString(name).ifPresent(value -> dirs.put(name, value));
    }
    ConstantReader constants = new ConstantReader(Dialect.PROJECT, problems, Map.of());
    constants.readConstants(top.table("const"));
    constants.readConstants(server.table("const"));
    constants.readConstants(server.table("constants"));
    constants.readSecrets(secrets);
    constants.readSecrets(server.table("secrets"));
    return new ProjectConfig(
        SiteSettings.read(top.table("site")),
        ServerSettings.read(server),
        dirs,
        new FileSourceReader(dirs, problems).read(top.tables("file_sources")),
        PluginSettings.read(top.table("plugins")),
        SqlSettings.read(top.table("sql")),
        CacheSettings.read(top.table("cache")),
        AuthSettings.read(top.table("auth")),
        constants.constants(),
        new SecretSettings(
            secrets.optionalString("dir").orElse(null),
            secrets.optionalString("keystore").orElse(null),
            secrets.optionalString("keystore_password_file").orElse(null),
            constants.secrets()),
        AnalyticsSettings.read(top.table("analytics")),
        LaterSettings.read(top));
  }
}
