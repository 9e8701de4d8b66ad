package ducksite.engine.page;

import ducksite.engine.project.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;

/** A Markdown file taken apart: prose, rendered, and blocks, in the order of the text. */
final class PageText {

  /** One piece. */
  sealed interface Piece {
    /** Rendered prose. */
    record Html(String html) implements Piece {}

    /** A block. */
    record Fenced(Block block) implements Piece {}
  }

  private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
  private static final Set<String> KINDS =
      Set.of("sql", "echart", "table", "grid", "input", "form");
  private static final Pattern INFO = Pattern.compile("(\\w+)\\s+(\\S.*)");
  private static final Pattern ID = Pattern.compile("\\w+");

  private final List<Piece> pieces = new ArrayList<>();
  private @Nullable String title;

  private PageText() {}

  /**
   * Takes a file apart; raw HTML in it is shown as text unless allowed.
   *
   * @param start where the page's text begins, behind its front matter
   */
  static PageText of(SourceText source, int start, boolean allowHtml) {
    Parser parser = parser();
    HtmlRenderer renderer = renderer(allowHtml);
    PageText page = new PageText();
    StringBuilder prose = new StringBuilder();
    Node node = parser.parse(blanked(source.text(), start)).getFirstChild();
    while (node != null) {
      Node next = node.getNext();
      Block block = node instanceof FencedCodeBlock fenced ? block(fenced, source) : null;
      if (block != null) {
        page.endProse(prose);
        page.pieces.add(new Piece.Fenced(block));
      } else if (!RawHtml.isComment(node)) {
        page.noteTitle(node);
        prose.append(render(renderer, node));
      }
      node = next;
    }
    page.endProse(prose);
    return page;
  }

  static Parser parser() {
    return Parser.builder()
        .extensions(EXTENSIONS)
        .includeSourceSpans(IncludeSourceSpans.BLOCKS)
        .build();
  }

  static HtmlRenderer renderer(boolean allowHtml) {
    return HtmlRenderer.builder()
        .extensions(EXTENSIONS)
        .escapeHtml(!allowHtml)
        .sanitizeUrls(true)
        .build();
  }

  /** The text with its beginning turned into empty lines, so that all places stay as they are. */
  private static String blanked(String text, int start) {
    return text.substring(0, start).replaceAll("[^\\n]", " ") + text.substring(start);
  }

  List<Piece> pieces() {
    return pieces;
  }

  /** The first heading of the first level. */
  @Nullable String title() {
    return title;
  }

  private void endProse(StringBuilder prose) {
    if (!prose.isEmpty()) {
      pieces.add(new Piece.Html(prose.toString()));
      prose.setLength(0);
    }
  }

  private void noteTitle(Node node) {
    if (title == null && node instanceof Heading heading && heading.getLevel() == 1) {
      StringBuilder text = new StringBuilder();
      heading.accept(
          new AbstractVisitor() {
            @Override
            public void visit(Text each) {
              text.append(each.getLiteral());
            }

            @Override
            public void visit(Code each) {
              text.append(each.getLiteral());
            }
          });
      title = text.toString();
    }
  }

  private static String render(HtmlRenderer renderer, Node node) {
    Document alone = new Document();
    node.unlink();
    alone.appendChild(node);
    return renderer.render(alone);
  }

  /** The block of a fence, or null when the fence is documentation. */
  private static @Nullable Block block(FencedCodeBlock fenced, SourceText source) {
    String info = fenced.getInfo() == null ? "" : fenced.getInfo().strip();
    Matcher matcher = INFO.matcher(info);
    String kind = info;
    String argument = "";
    if (matcher.matches()) {
      kind = matcher.group(1);
      argument = matcher.group(2).strip();
    }
    boolean grid = kind.equals("grid");
    if (!KINDS.contains(kind) || !grid && !ID.matcher(argument).matches()) {
      return null;
    }
    List<SourceSpan> lines = fenced.getSourceSpans();
    SourceSpan opening = lines.getFirst();
    int start = opening.getInputIndex() + opening.getLength();
    start = Math.min(source.text().length(), start + 1);
    SourceSpan last = lines.getLast();
    boolean closed = lines.size() > 1 && isFence(source.text(), last);
    int end = closed ? last.getInputIndex() : last.getInputIndex() + last.getLength();
    return new Block(kind, argument, source.fragment(start, Math.max(start, end)));
  }

  private static boolean isFence(String text, SourceSpan line) {
    String content =
        text.substring(line.getInputIndex(), line.getInputIndex() + line.getLength()).strip();
    return content.startsWith("```") || content.startsWith("~~~");
  }
}
