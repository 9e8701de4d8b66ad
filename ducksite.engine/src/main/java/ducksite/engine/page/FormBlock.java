package ducksite.engine.page;

/** The content of a {@code form} block, as far as this version knows it. */
final class FormBlock {

  private FormBlock() {}

  /** Its label, or its name. */
  static String label(Block block) {
    return block
        .body()
        .text()
        .lines()
        .filter(line -> line.startsWith("label:"))
        .map(line -> line.substring("label:".length()).strip().replaceAll("^\"|\"$|^'|'$", ""))
        .filter(label -> !label.isEmpty())
        .findFirst()
        .orElse(block.argument());
  }
}
