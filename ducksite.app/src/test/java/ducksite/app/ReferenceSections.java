package ducksite.app;

import ducksite.engine.project.ConfigKey;
import ducksite.engine.project.ConfigKeys;
import ducksite.engine.project.ProblemCodes;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The parts of the reference that the product itself can tell, as Markdown, by their name. */
final class ReferenceSections {

  private static final String COMMON = "common";
  private static final long UNBOUNDED = Long.MAX_VALUE;

  private ReferenceSections() {}

  static Map<String, String> all() {
    Map<String, String> sections = new LinkedHashMap<>();
    sections.put("verbs", verbs());
    sections.put("project keys", keys(ConfigKeys.ofProject()));
    sections.put("route keys", keys(ConfigKeys.ofRoute()));
    sections.put("problem codes", problemCodes());
    return sections;
  }

  /** The program's commands, those that are not for people left out. */
  static List<CommandLine> commands() {
    PrintWriter silent = new PrintWriter(PrintWriter.nullWriter());
    return CommandLineProgram.commands(silent, silent).getSubcommands().values().stream()
        .filter(command -> !command.getCommandSpec().usageMessage().hidden())
        .toList();
  }

  private static String verbs() {
    StringBuilder text = new StringBuilder("### Common options\n\n");
    CommandSpec common =
        commands().stream()
            .map(command -> command.getCommandSpec().mixins().get(COMMON))
            .filter(mixin -> mixin != null)
            .findFirst()
            .orElseThrow();
    text.append("Every verb that works on a project has these.\n\n");
    options(common, common, text);
    commands().forEach(command -> verb(command, text));
    return text.toString();
  }

  private static void verb(CommandLine command, StringBuilder text) {
    CommandSpec spec = command.getCommandSpec();
    text.append("\n### `").append(spec.qualifiedName()).append("`\n\n");
    text.append(meaning(spec.usageMessage().description()));
    CommandSpec common = spec.mixins().get(COMMON);
    text.append(common == null ? "\n" : " Takes the common options.\n");
    if (!spec.positionalParameters().isEmpty()) {
      text.append("\n| argument | meaning |\n|---|---|\n");
      for (PositionalParamSpec parameter : spec.positionalParameters()) {
        row(text, code(parameter.paramLabel()), meaning(parameter.description()));
      }
    }
    CommandSpec own = CommandSpec.wrapWithoutInspection(spec.userObject());
    spec.options().stream()
        .filter(option -> !option.usageHelp() && !option.versionHelp())
        .filter(option -> common == null || common.findOption(option.longestName()) == null)
        .forEach(own::addOption);
    if (!own.options().isEmpty()) {
      text.append('\n');
      options(own, spec, text);
    }
    command.getSubcommands().values().forEach(each -> verb(each, text));
  }

  private static void options(CommandSpec options, CommandSpec verb, StringBuilder text) {
    text.append("| option | meaning |\n|---|---|\n");
    for (OptionSpec option : options.options()) {
      String names = String.join(", ", option.names());
      String label =
          option.arity().max() == 0
              ? ""
              : " " + option.paramLabel().replaceAll("[<>]", "").toUpperCase(java.util.Locale.ROOT);
      row(text, code(names + label), meaning(option.description()));
    }
  }

  private static String meaning(String[] description) {
    return String.join(" ", description);
  }

  private static String keys(ConfigKeys catalogue) {
    StringBuilder text = new StringBuilder();
    Map<String, List<ConfigKey>> sections =
        catalogue.all().stream()
            .collect(
                Collectors.groupingBy(ConfigKey::section, LinkedHashMap::new, Collectors.toList()));
    sections.forEach(
        (section, keys) -> {
          text.append(text.isEmpty() ? "" : "\n");
          text.append(section.isEmpty() ? "### Top of the file\n\n" : heading(section, catalogue));
          text.append("| key | type | default | unit | meaning |\n|---|---|---|---|---|\n");
          keys.forEach(
              key ->
                  row(
                      text,
                      code(key.name()),
                      type(key),
                      key.defaultText() == null ? "" : code(key.defaultText()),
                      key.unit() == null ? "" : key.unit(),
                      key.meaning()));
        });
    return text.toString();
  }

  private static String heading(String section, ConfigKeys catalogue) {
    int dot = section.lastIndexOf('.');
    boolean array =
        catalogue
            .find(dot < 0 ? "" : section.substring(0, dot), section.substring(dot + 1))
            .map(key -> key.type().name().equals("TABLES"))
            .orElse(false);
    return "### `" + (array ? "[[" + section + "]]" : "[" + section + "]") + "`\n\n";
  }

  private static String type(ConfigKey key) {
    return switch (key.type()) {
      case CHOICE ->
          key.choices().stream().map(ReferenceSections::code).collect(Collectors.joining(" or "));
      case INTEGER, NUMBER -> word(key) + range(key);
      case SECONDS, DURATION, SIZE -> word(key) + (key.minimum() > 0 ? ", more than 0" : "");
      case TABLES -> "array of tables";
      case STRINGS -> "list of strings";
      case WORDS -> "list of strings, or one string of words";
      default -> word(key);
    };
  }

  private static String word(ConfigKey key) {
    return key.type().name().toLowerCase(java.util.Locale.ROOT);
  }

  private static String range(ConfigKey key) {
    if (key.minimum() == Long.MIN_VALUE) {
      return "";
    }
    return key.maximum() == UNBOUNDED
        ? ", at least " + key.minimum()
        : ", " + key.minimum() + " to " + key.maximum();
  }

  private static String problemCodes() {
    StringBuilder text = new StringBuilder("| code | meaning |\n|---|---|\n");
    ProblemCodes.all().forEach((code, meaning) -> row(text, code(code), meaning));
    return text.toString();
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static void row(StringBuilder text, String... cells) {
    text.append('|');
    for (String cell : cells) {
      text.append(' ').append(cell.replace("|", "\\|")).append(cell.isEmpty() ? "|" : " |");
    }
    text.append('\n');
  }
}
