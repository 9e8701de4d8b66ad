package ducksite.engine.render;

import java.util.List;

/**
 * What every HTML page of a site has around its content.
 *
 * @param siteTitle for people
 * @param basePath where the site starts, ends with a slash
 * @param assets what browsers load
 * @param navigation links of the header
 */
public record Shell(String siteTitle, String basePath, Assets assets, List<Link> navigation) {

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
  String document(String title, String current, String head, String main, String trailer) {
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
    <main class="ds-main">
    %s
    </main>
    %s
    </body>
    </html>
    """
        .formatted(heading, head() + head, HtmlText.escape(basePath), site, links, main, trailer);
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
