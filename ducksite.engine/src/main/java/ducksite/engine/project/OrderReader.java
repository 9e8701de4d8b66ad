package ducksite.engine.project;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code order_by}: a list of terms, or one string of terms with commas. */
final class OrderReader {

  private static final Pattern TERM =
      Pattern.compile(
          "(?i)(\"(?:[^\"]|\"\")+\"|[^\\s\",]+)(?:\\s+(asc|desc))?(?:\\s+nulls\\s+(first|last))?");
  private static final Pattern COMMA = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

  private final SectionReader section;
  private final List<OrderTerm> terms = new ArrayList<>();

  private OrderReader(SectionReader section) {
    this.section = section;
  }

  /** The terms of a table's {@code order_by}; empty when it is absent. */
  static List<OrderTerm> read(SectionReader section) {
    OrderReader reader = new OrderReader(section);
    Node node = section.entry("order_by");
    switch (node) {
      case null -> {}
      case Node.Sequence list -> list.items().forEach(reader::item);
      default -> reader.item(node);
    }
    return reader.terms;
  }

  private void item(Node node) {
    if (!(node.plain() instanceof String text)) {
      String message = "`order_by` must hold column names, not " + node.description();
      section
          .problems()
          .add(
              node.position()
                  .error("route/wrong-type", message, "order_by = [\"day DESC\", \"id\"]"));
      return;
    }
    for (String part : COMMA.split(text)) {
      if (!part.isBlank()) {
        term(part.strip(), node.position().of(part.strip()));
      }
    }
  }

  private void term(String text, Position position) {
    Matcher matcher = TERM.matcher(text);
    if (!matcher.matches()) {
      String message = "`" + text + "` is no term of `order_by`";
      String hint = "write a column, then ASC or DESC, then NULLS FIRST or NULLS LAST";
      section.problems().add(position.error("route/invalid-order", message, hint));
      return;
    }
    String column = matcher.group(1);
    String name =
        column.startsWith("\"")
            ? column.substring(1, column.length() - 1).replace("\"\"", "\"")
            : column;
    boolean descending = "desc".equalsIgnoreCase(matcher.group(2));
    terms.add(
        new OrderTerm(name, descending, "first".equalsIgnoreCase(matcher.group(3)), position));
  }
}
