package ducksite.engine.page;

import ducksite.engine.project.PageSource;
import ducksite.engine.project.Position;
import java.util.Optional;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;

/** HTML between the Markdown of a page. Without {@code [site] allow_html} it is shown as text. */
public final class RawHtml {

  private static final String COMMENT = "<!--";

  private RawHtml() {}

  /** Where a page has its first HTML; comments do not count. */
  public static Optional<Position> first(PageSource page) {
    Search search = new Search();
    PageText.parser().parse(page.text().text()).accept(search);
    return Optional.ofNullable(search.found)
        .map(node -> page.text().position(node.getSourceSpans().getFirst().getInputIndex()));
  }

  /** Whether a piece of a page is nothing but a comment, which no reader is to see. */
  static boolean isComment(Node node) {
    return node instanceof HtmlBlock block
        && block.getLiteral().startsWith(COMMENT)
        && block.getLiteral().strip().indexOf("-->") == block.getLiteral().strip().length() - 3;
  }

  private static final class Search extends AbstractVisitor {
    private @Nullable Node found;

    @Override
    public void visit(HtmlBlock block) {
      if (found == null && !block.getLiteral().startsWith(COMMENT)) {
        found = block;
      }
    }

    @Override
    public void visit(HtmlInline inline) {
      if (found == null && !inline.getLiteral().startsWith(COMMENT)) {
        Node block = inline;
        while (block.getSourceSpans().isEmpty() && block.getParent() != null) {
          block = block.getParent();
        }
        found = block.getSourceSpans().isEmpty() ? null : block;
      }
    }
  }
}
