package ducksite.engine.plugin.verify;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A table of the project's TOML files that holds options of a plugin. */
public enum OptionTable {
  /** {@code [plugins.config.<id>]}. */
  CONFIG,
  /** {@code [file_sources.options]}. */
  FILE_SOURCES,
  /** {@code kwargs} and further keys of {@code [[preprocess]]}. */
  PREPROCESS;

  static Optional<OptionTable> of(String word) {
    return Arrays.stream(values()).filter(table -> table.word().equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(OptionTable::word).toList();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
