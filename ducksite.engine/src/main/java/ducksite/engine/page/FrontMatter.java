package ducksite.engine.page;

import ducksite.engine.project.Problems;
import ducksite.engine.project.Roles;
import ducksite.engine.project.Severity;
import ducksite.engine.project.SourceText;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code key: value} lines between two lines {@code ---} at the top of a page. What cannot be
 * read there closes the page: it may have been a restriction.
 *
 * @param roles who may see the page
 * @param hint the rows that the page asks for, told to plugins; null when it may ask for any
 * @param end where the page's text begins
 */
record FrontMatter(Roles roles, @Nullable String hint, int end) {

  private static final String FENCE = "---\n";
  private static final Pattern KEY = Pattern.compile("\\s*[\\w-]+\\s*:.*");

  static FrontMatter of(SourceText source, Problems problems) {
    String text = source.text();
    int close = (text + "\n").indexOf("\n" + FENCE, FENCE.length() - 1);
    if (!text.startsWith(FENCE) || !begins(text.substring(FENCE.length()), close >= 0)) {
      return new FrontMatter(Roles.EVERYONE, null, 0);
    }
    if (close < 0) {
      problems.add(
          source
              .start()
              .error(
                  "page/front-matter",
                  "the lines at the top of the page are not closed",
                  "write a line `---` after the last `key: value`"));
      return new FrontMatter(Roles.NOBODY, null, 0);
    }
    Problems found = new Problems();
    KeyValues values =
        KeyValues.read(
            source.fragment(FENCE.length(), close + 1),
            Set.of("roles", PageHint.FILTER, PageHint.WINDOW),
            Set.of(),
            found);
    // A mistake in a block costs a part of the page; here it could let in who must not.
    found.all().forEach(each -> problems.add(each.withSeverity(Severity.ERROR)));
    Roles roles =
        !found.all().isEmpty()
            ? Roles.NOBODY
            : values
                .text("roles")
                .map(FrontMatter::roles)
                .orElse(values.has("roles") ? Roles.NOBODY : Roles.EVERYONE);
    @Nullable String hint = PageHint.of(values, problems);
    return new FrontMatter(roles, hint, Math.min(text.length(), close + 1 + FENCE.length()));
  }

  /**
   * Whether the first line that says anything has a key. A line with {@code #} is a comment where
   * the lines are closed below, otherwise a heading of a page that begins with a rule.
   */
  private static boolean begins(String text, boolean closed) {
    return text.lines()
        .filter(line -> !line.isBlank() && !(closed && line.startsWith("#")))
        .findFirst()
        .filter(line -> KEY.matcher(line).matches())
        .isPresent();
  }

  /** Names with commas between; brackets around them are no part of a name. */
  private static Roles roles(String text) {
    String inner = text.startsWith("[") && text.endsWith("]") ? text.substring(1) : text;
    return Roles.of(
        Arrays.asList(
            (inner.length() < text.length() ? inner.substring(0, inner.length() - 1) : inner)
                .split(",")));
  }
}
