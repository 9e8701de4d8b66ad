package ducksite.engine;

import ducksite.engine.datamap.Glob;
import ducksite.engine.datamap.MappedFile;
import ducksite.engine.datamap.SourceFiles;
import ducksite.engine.page.RawHtml;
import ducksite.engine.project.FileAccess;
import ducksite.engine.project.FileSource;
import ducksite.engine.project.HierarchyLevel;
import ducksite.engine.project.PageSource;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a project that was written for the older products meets of the intended differences, each
 * with its code, its place and what to do.
 */
public final class Migration {

  /** Codes that other checks report, and the remedy where theirs is not said in one line. */
  private static final Map<String, String> REMEDIES = new LinkedHashMap<>();

  static {
    REMEDIES.put("config/unknown-key", "remove the key, or correct its name");
    REMEDIES.put("route/unknown-key", "remove the key, or correct its name");
    REMEDIES.put("route/legacy-key", "use the key that the hint names");
    REMEDIES.put("data/empty-source", "set on_empty = \"warn\" or \"ignore\" where this may be");
    REMEDIES.put("data/duplicate-path", "give one of the producers another name or prefix");
    REMEDIES.put("config/duplicate-source", "give one of the sources another name");
    REMEDIES.put(
        "plugin/python-reference", "write it as one .java file; the guide has each example");
    REMEDIES.put("route/sql-md", "split it into a TOML, a SQL and a Markdown file");
    REMEDIES.put("sql/syntax", "correct the text at this place");
    REMEDIES.put("sql/not-a-query", "list the values of a PIVOT: PIVOT … ON column IN (…)");
    REMEDIES.put(
        "sql/file-argument", "write the path as a constant, and add its folder to [sql] allow");
    REMEDIES.put("sql/function-refused", "say it with other functions; the reference names them");
    REMEDIES.put("sql/node-refused", "write one plain query");
    REMEDIES.put("sql/duplicate-name", "rename one of them");
    REMEDIES.put("model/duplicate-name", "rename one, or remove what does not count");
    REMEDIES.put("page/duplicate-block", "rename one of them");
    REMEDIES.put("page/block-without-effect", "leave it: the page says so in its place");
    REMEDIES.put("page/key-without-effect", "leave it, or take it out");
    REMEDIES.put("page/input-in-text", "end the string before it, and join the parts by ||");
  }

  private Migration() {}

  /** The differences that a site meets. */
  public static Problems of(Site site, Problems found) {
    Problems breaks = new Problems();
    for (Problem problem : found.all()) {
      String remedy = REMEDIES.get(problem.code());
      if (remedy != null) {
        breaks.add(
            problem.hint() == null || problem.hint().isBlank()
                ? problem.withHint(remedy)
                : problem);
      }
    }
    html(site, breaks);
    for (FileSource source : site.project().config().fileSources()) {
      if (source.name() != null) {
        site.dataMap()
            .source(source.name())
            .ifPresent(
                files -> {
                  patterns(source, site, breaks);
                  downloads(source, files, breaks);
                });
      }
    }
    return breaks;
  }

  private static void html(Site site, Problems breaks) {
    if (site.project().config().site().allowHtml()) {
      return;
    }
    for (PageSource page : site.project().pages()) {
      RawHtml.first(page)
          .ifPresent(
              place ->
                  breaks.add(
                      place.warning(
                          "migration/raw-html",
                          "HTML in a page is shown as text",
                          "set [site] allow_html = true where you trust all authors")));
    }
  }

  private static void patterns(FileSource source, Site site, Problems breaks) {
    List<MappedFile> own =
        site.dataMap().files().stream()
            .filter(file -> file.source().equals(source.name()))
            .toList();
    for (HierarchyLevel level : source.levels()) {
      Glob glob = Glob.of(level.pattern());
      Pattern crossing = crossing(level.pattern());
      long lost =
          own.stream()
              .map(MappedFile::httpPath)
              .filter(path -> crossing.matcher(path).matches() && !glob.matches(path))
              .count();
      boolean written =
          !source.hierarchy().isEmpty()
              || source.positions().containsKey("pattern")
              || !level.position().equals(source.position("pattern"));
      if (lost > 0 && written) {
        breaks.add(
            level
                .position()
                .problem(
                    "migration/star-folders",
                    Severity.WARNING,
                    source.label()
                        + ": `*` does not cross folders any more, and "
                        + lost
                        + " files do not match '"
                        + level.pattern()
                        + "'",
                    "write `**/*` where folders may lie between"));
      }
    }
  }

  private static void downloads(FileSource source, SourceFiles files, Problems breaks) {
    if (source.access() == FileAccess.FILTERED && !files.filters().isEmpty()) {
      breaks.add(
          source
              .position("row_filter")
              .problem(
                  "migration/filtered-download",
                  Severity.WARNING,
                  source.label() + ": a download of its files sends the filtered rows",
                  "set access = \"raw\" where whoever asks may have all rows"));
    }
  }

  /** The pattern as the older product took it: wildcards match slashes too. */
  private static Pattern crossing(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (int index = 0; index < pattern.length(); index++) {
      char character = pattern.charAt(index);
      switch (character) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        default -> regex.append(Pattern.quote(String.valueOf(character)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
