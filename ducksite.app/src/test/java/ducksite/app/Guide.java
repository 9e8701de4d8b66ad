package ducksite.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The projects of a page of documentation. A block whose fence names a path is a file of the
 * project of its section; a block of type {@code console} holds commands and what they print.
 *
 * @param title the section's heading
 * @param files texts by path
 * @param commands in their order
 * @param blocks how many blocks of code the section has
 */
record Guide(String title, Map<String, String> files, List<Command> commands, int blocks) {

  /**
   * A line after {@code $} and the lines that it prints; an ellipsis stands for any text within a
   * line.
   */
  record Command(String line, String prints) {}

  /** The sections of a page that have blocks of code. */
  static List<Guide> read(Path page) throws IOException {
    List<Guide> sections = new ArrayList<>();
    Guide current = empty("");
    List<String> lines = Files.readAllLines(page);
    for (int at = 0; at < lines.size(); at++) {
      String line = lines.get(at);
      if (line.matches("##+ .*")) {
        sections.add(current);
        current = empty(line.replaceFirst("#+ ", ""));
      } else if (line.startsWith("```")) {
        int end = at + 1;
        while (!lines.get(end).equals("```")) {
          end++;
        }
        current = current.with(line.substring(3).strip(), lines.subList(at + 1, end));
        at = end;
      }
    }
    sections.add(current);
    return sections.stream().filter(section -> section.blocks > 0).toList();
  }

  private static Guide empty(String title) {
    return new Guide(title, new LinkedHashMap<>(), new ArrayList<>(), 0);
  }

  private Guide with(String fence, List<String> lines) {
    int blank = fence.indexOf(' ');
    if (blank > 0) {
      files.put(fence.substring(blank + 1), String.join("\n", lines) + "\n");
    } else if (fence.equals("console")) {
      addCommands(lines);
    }
    return new Guide(title, files, commands, blocks + 1);
  }

  private void addCommands(List<String> lines) {
    String command = "";
    StringBuilder prints = new StringBuilder();
    for (String line : lines) {
      if (line.startsWith("$ ")) {
        add(command, prints);
        command = line.substring(2);
      } else {
        prints.append(line).append('\n');
      }
    }
    add(command, prints);
  }

  private void add(String command, StringBuilder prints) {
    if (!command.isEmpty()) {
      commands.add(new Command(command, prints.toString()));
      prints.setLength(0);
    }
  }

  @Override
  public String toString() {
    return title;
  }
}
