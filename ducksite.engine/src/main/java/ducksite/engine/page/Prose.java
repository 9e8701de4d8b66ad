package ducksite.engine.page;

import org.commonmark.node.Heading;
import org.commonmark.node.Node;

/** Markdown that describes something, as HTML: no blocks of pages, no raw HTML, no comments. */
public final class Prose {

  private Prose() {}

  /** Safe HTML of a text behind its title; a heading at its beginning is taken for the title. */
  public static String html(String markdown) {
    Node text = PageText.parser().parse(markdown);
    Node node = text.getFirstChild();
    boolean begun = false;
    while (node != null) {
      Node next = node.getNext();
      boolean title = !begun && node instanceof Heading heading && heading.getLevel() == 1;
      if (title || RawHtml.isComment(node)) {
        node.unlink();
      } else {
        begun = true;
      }
      node = next;
    }
    return PageText.renderer(false).render(text);
  }
}
