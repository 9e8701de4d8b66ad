package ducksite.engine.page;

import ducksite.engine.project.PageSource;
import ducksite.engine.project.Problems;
import ducksite.engine.sql.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the lines at the top of a page say about the rows that it asks for: {@code filter_expr}, a
 * SQL condition, and {@code time_window}, as in {@code day from 2024-01-01 to 2024-02-01} with the
 * end excluded. It filters nothing by itself.
 */
public final class PageHint {

  static final String FILTER = "filter_expr";
  static final String WINDOW = "time_window";
  private static final Pattern FORM =
      Pattern.compile("(\\S+)(?:\\s+from\\s+(\\S+))?(?:\\s+to\\s+(\\S+))?");
  private static final Pattern FENCE = Pattern.compile("(?ms)^```\\w+[^\\n]*\\n(.*?)^```[ \\t]*$");

  private PageHint() {}

  /** The condition of a page; empty when it may ask for any row. */
  public static Optional<String> of(PageSource page) {
    return Optional.ofNullable(FrontMatter.of(page.text(), new Problems()).hint());
  }

  /** The texts of a page's blocks, which name what it reads. */
  public static List<String> blocks(PageSource page) {
    List<String> blocks = new ArrayList<>();
    Matcher matcher = FENCE.matcher(page.text().text());
    while (matcher.find()) {
      blocks.add(matcher.group(1));
    }
    return blocks;
  }

  static @Nullable String of(KeyValues values, Problems problems) {
    List<String> parts = new ArrayList<>();
    values.text(FILTER).ifPresent(parts::add);
    values.text(WINDOW).ifPresent(text -> window(text, values, problems, parts));
    return parts.isEmpty()
        ? null
        : parts.stream().map(part -> "(" + part + "\n)").collect(Collectors.joining(" AND "));
  }

  private static void window(String text, KeyValues values, Problems problems, List<String> parts) {
    Matcher window = FORM.matcher(text);
    if (!window.matches() || window.group(2) == null && window.group(3) == null) {
      problems.add(
          values.problem(
              "page/time-window",
              WINDOW,
              "'" + text + "' is no window of time",
              "write a column and its bounds: day from 2024-01-01 to 2024-02-01"));
      return;
    }
    String column = SqlText.identifier(window.group(1));
    if (window.group(2) != null) {
      parts.add(column + " >= " + SqlText.literal(window.group(2)));
    }
    if (window.group(3) != null) {
      parts.add(column + " < " + SqlText.literal(window.group(3)));
    }
  }
}
