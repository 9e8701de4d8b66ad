package ducksite.engine.project;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Section {@code [site]}.
 *
 * @param title name of the site, null when it has none
 * @param description one sentence, null when it has none
 * @param basePath path under which the site is mounted; begins and ends with {@code /}
 * @param freshness longest time until a changed input file is noticed
 * @param allowHtml whether pages may contain raw HTML
 */
public record SiteSettings(
    @Nullable String title,
    @Nullable String description,
    String basePath,
    Duration freshness,
    boolean allowHtml) {

  public SiteSettings {
    basePath = basePath.endsWith("/") ? basePath : basePath + "/";
  }

  static SiteSettings read(SectionReader section) {
    String basePath = section.string("base_path");
    if (!basePath.startsWith("/")) {
      section.problem(
          "invalid-value",
          "base_path",
          "`site.base_path` must begin with `/`",
          "write \"/" + basePath + "\"");
      basePath = "/" + basePath;
    }
    return new SiteSettings(
        section.optionalString("title").orElse(null),
        section.optionalString("description").orElse(null),
        basePath,
        section.duration("freshness"),
        section.bool("allow_html"));
  }
}
