package ducksite.http;

import ducksite.engine.Lineage;
import ducksite.engine.render.HtmlText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A lineage as an SVG picture: data flows from left to right, each node stands one column behind
 * the last of what it reads. Within a column nodes are ordered near what they are connected with.
 */
final class LineageDrawing {

  private static final int WIDTH = 200;
  private static final int HEIGHT = 46;
  private static final int GAP_ACROSS = 64;
  private static final int GAP_DOWN = 14;
  private static final int MARGIN = 8;
  private static final int SWEEPS = 6;
  private static final int LETTERS = 25;

  private final Lineage lineage;
  private final String address;
  private final Map<String, Integer> columns = new HashMap<>();
  private final Map<String, Integer> rows = new HashMap<>();
  private final List<List<Lineage.Node>> grid = new ArrayList<>();

  /**
   * A drawing to be.
   *
   * @param address of a node's own picture, up to its id
   */
  LineageDrawing(Lineage lineage, String address) {
    this.lineage = lineage;
    this.address = address;
  }

  String svg() {
    place();
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      order(sweep % 2 == 0 ? lineage.reads() : lineage.readBy());
    }
    int tallest = grid.stream().mapToInt(List::size).max().orElse(1);
    int width = 2 * MARGIN + grid.size() * (WIDTH + GAP_ACROSS) - GAP_ACROSS;
    int height = 2 * MARGIN + tallest * (HEIGHT + GAP_DOWN) - GAP_DOWN;
    StringBuilder svg = new StringBuilder();
    svg.append("<svg class=\"ds-lineage\" role=\"group\" aria-label=\"Lineage\" width=\"")
        .append(width)
        .append("\" height=\"")
        .append(height)
        .append("\" viewBox=\"0 0 ")
        .append(width)
        .append(' ')
        .append(height)
        .append("\">");
    lineage.edges().forEach(edge -> draw(edge, svg));
    lineage.nodes().forEach(node -> draw(node, svg));
    return svg.append("</svg>").toString();
  }

  /** Nodes come after what they read, so one pass finds the longest way to each. */
  private void place() {
    Map<String, List<Lineage.Node>> reads = lineage.reads();
    for (Lineage.Node node : lineage.nodes()) {
      int column = node.kind() == Lineage.Kind.FILES ? 0 : 1;
      for (Lineage.Node read : reads.getOrDefault(node.id(), List.of())) {
        column = Math.max(column, columns.getOrDefault(read.id(), 0) + 1);
      }
      columns.put(node.id(), column);
    }
    int first = columns.values().stream().mapToInt(Integer::intValue).min().orElse(0);
    for (Lineage.Node node : lineage.nodes()) {
      int column = columns.merge(node.id(), -first, Integer::sum);
      while (grid.size() <= column) {
        grid.add(new ArrayList<>());
      }
      rows.put(node.id(), grid.get(column).size());
      grid.get(column).add(node);
    }
  }

  private void order(Map<String, List<Lineage.Node>> neighbours) {
    for (List<Lineage.Node> column : grid) {
      Map<String, Double> wanted = new HashMap<>();
      for (Lineage.Node node : column) {
        wanted.put(
            node.id(),
            neighbours.getOrDefault(node.id(), List.of()).stream()
                .mapToInt(each -> rows.get(each.id()))
                .average()
                .orElse(rows.get(node.id())));
      }
      column.sort(Comparator.comparing(node -> wanted.get(node.id())));
      for (int row = 0; row < column.size(); row++) {
        rows.put(column.get(row).id(), row);
      }
    }
  }

  private void draw(Lineage.Edge edge, StringBuilder svg) {
    int fromX = left(edge.from()) + WIDTH;
    int fromY = top(edge.from()) + HEIGHT / 2;
    int toX = left(edge.to());
    int toY = top(edge.to()) + HEIGHT / 2;
    int bend = Math.max(GAP_ACROSS / 2, (toX - fromX) / 3);
    svg.append(
        String.format(
            Locale.ROOT,
            "<path class=\"ds-lineage-edge\" d=\"M%d %d C%d %d %d %d %d %d\"/>",
            fromX,
            fromY,
            fromX + bend,
            fromY,
            toX - bend,
            toY,
            toX,
            toY));
  }

  private void draw(Lineage.Node node, StringBuilder svg) {
    int x = left(node.id());
    int y = top(node.id());
    svg.append("<a href=\"")
        .append(HtmlText.escape(address + LineagePage.encoded(node.id())))
        .append("\"><title>")
        .append(HtmlText.escape(node.kind().word() + " " + node.name() + ", " + node.detail()))
        .append("</title>")
        .append(
            String.format(
                Locale.ROOT,
                "<rect class=\"ds-lineage-%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\""
                    + " rx=\"6\"/>",
                node.kind().word(),
                x,
                y,
                WIDTH,
                HEIGHT))
        .append(text("ds-lineage-name", x, y + 19, node.name()))
        .append(text("ds-lineage-detail", x, y + 36, node.detail()))
        .append("</a>");
  }

  private static String text(String style, int x, int y, String text) {
    String shown = text.length() <= LETTERS ? text : text.substring(0, LETTERS - 1) + "…";
    return String.format(
        Locale.ROOT,
        "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>",
        style,
        x + 11,
        y,
        HtmlText.escape(shown));
  }

  private int left(String id) {
    return MARGIN + columns.get(id) * (WIDTH + GAP_ACROSS);
  }

  private int top(String id) {
    return MARGIN + rows.get(id) * (HEIGHT + GAP_DOWN);
  }
}
