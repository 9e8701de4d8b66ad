package ducksite.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The text of {@code docs/reference.md}. */
final class Reference {

  /** Tests run in the folder of their module. */
  static final Path FILE = Path.of("..", "docs", "reference.md");

  private final String text;

  private Reference(String text) {
    this.text = text;
  }

  static Reference read() throws IOException {
    return new Reference(Files.readString(FILE));
  }

  /** What stands between the marks of a part that the product tells. */
  String section(String name) {
    int start = text.indexOf(begin(name));
    int end = text.indexOf(end(name));
    if (start < 0 || end < start) {
      throw new IllegalStateException(FILE + " lacks the marks of '" + name + "'");
    }
    return text.substring(start + begin(name).length(), end);
  }

  /** The same text with another content between the marks. */
  Reference withSection(String name, String content) {
    return new Reference(text.replace(begin(name) + section(name), begin(name) + content));
  }

  void write() throws IOException {
    Files.writeString(FILE, text);
  }

  /** The rows of the first table below a heading, each with its cells, without its head. */
  List<List<String>> table(String heading) {
    List<List<String>> rows = new ArrayList<>();
    int at = text.indexOf("\n" + heading + "\n");
    if (at < 0) {
      throw new IllegalStateException(FILE + " lacks the heading " + heading);
    }
    boolean inTable = false;
    for (String line : text.substring(at + 1 + heading.length()).lines().toList()) {
      if (line.startsWith("|")) {
        inTable = true;
        rows.add(cells(line));
      } else if (inTable) {
        break;
      }
    }
    return rows.subList(2, rows.size());
  }

  /** A cell without the marks of code. */
  static String plain(String cell) {
    return cell.replace("`", "");
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    for (String cell : line.substring(1).split("(?<!\\\\)\\|", -1)) {
      cells.add(cell.strip());
    }
    return cells.subList(0, cells.size() - 1);
  }

  private static String begin(String name) {
    return "<!-- " + name + ": written by ReferenceTest -->\n";
  }

  private static String end(String name) {
    return "<!-- end of " + name + " -->";
  }
}
