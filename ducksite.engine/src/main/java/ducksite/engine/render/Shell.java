package ducksite.engine.render;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every HTML page of a site has around its content.
 *
 * @param siteTitle for people
 * @param basePath where the site starts, ends with a slash
 * @param assets what browsers load
 * @param navigation links of the header
 * @param notice what every page tells the site's author, null for nothing
 */
public record Shell(
    String siteTitle,
    String basePath,
    Assets assets,
    List<Link> navigation,
    @Nullable Notice notice) {

  /**
   * URLs of what browsers load; an empty one is left out.
   *
   * @param stylesheet the style sheet
   * @param script the module
   * @param earlyScript a script that runs before the first paint
   * @param icon the page's icon
   */
  public record Assets(String stylesheet, String script, String earlyScript, String icon) {}

  /** A link. */
  public record Link(String href, String text) {}

  /**
   * What is told before a page's content.
   *
   * @param title one sentence
   * @param lines what it is about
   * @param link where there is more
   */
  public record Notice(String title, List<String> lines, Link link) {

    /** A notice with its own copy of the lines. */
    public Notice {
      lines = List.copyOf(lines);
    }

    private String html() {
      StringBuilder html =
          new StringBuilder("<aside class=\"ds-notice\" role=\"alert\"><p><strong>");
      html.append(HtmlText.escape(title))
          .append("</strong> <a href=\"")
          .append(HtmlText.escape(link.href()))
          .append("\">")
          .append(HtmlText.escape(link.text()))
          .append("</a></p>");
      lines.forEach(line -> html.append("<p>").append(HtmlText.escape(line)).append("</p>"));
      return html.append("</aside>\n").toString();
    }
  }

  /** A shell without a notice. */
  public Shell(String siteTitle, String basePath, Assets assets, List<Link> navigation) {
    this(siteTitle, basePath, assets, navigation, null);
  }

  /** The same with a notice; null for none. */
  public Shell withNotice(@Nullable Notice chosen) {
    return new Shell(siteTitle, basePath, assets, navigation, chosen);
  }

  /** A shell with its own copy of the links. */
  public Shell {
    navigation = List.copyOf(navigation);
  }

  /** A whole document without further style sheets and scripts. */
  public String document(String title, String current, String main, String trailer) {
    return document(title, current, "", main, trailer);
  }

  /**
   * A whole document.
   *
   * @param title the page's
   * @param current the {@code href} of the navigation that is shown as the current one, or any
   *     other text
   * @param head further elements of the head, safe HTML
   * @param main the content of the main element, safe HTML
   * @param trailer what follows the main element, safe HTML
   */
  public String document(String title, String current, String head, String main, String trailer) {
    StringBuilder links = new StringBuilder();
    for (Link link : navigation) {
      links
          .append("<a href=\"")
          .append(HtmlText.escape(link.href()))
          .append(link.href().equals(current) ? "\" aria-current=\"page\">" : "\">")
          .append(HtmlText.escape(link.text()))
          .append("</a>");
    }
    String site = HtmlText.escape(siteTitle);
    String heading = title.equals(siteTitle) ? site : HtmlText.escape(title) + " · " + site;
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>%s</title>
    %s</head>
    <body>
    <header class="ds-header"><a class="ds-brand" href="%s">%s</a><nav class="ds-nav" aria-label="Pages">%s</nav>\
    <button class="ds-theme" type="button" hidden aria-label="Switch theme"></button></header>
    %s<main class="ds-main">
    %s
    </main>
    %s
    </body>
    </html>
    """
        .formatted(
            heading,
            head() + head,
            HtmlText.escape(basePath),
            site,
            links,
            notice == null ? "" : notice.html(),
            main,
            trailer);
  }

  private String head() {
    return element("<link rel=\"icon\" href=\"%s\">\n", assets.icon())
        + element("<script src=\"%s\"></script>\n", assets.earlyScript())
        + element("<link rel=\"stylesheet\" href=\"%s\">\n", assets.stylesheet())
        + element("<script type=\"module\" src=\"%s\"></script>\n", assets.script());
  }

  private static String element(String template, String url) {
    return url.isEmpty() ? "" : template.formatted(HtmlText.escape(url));
  }
}
