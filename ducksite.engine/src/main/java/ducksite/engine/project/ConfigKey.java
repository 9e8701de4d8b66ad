package ducksite.engine.project;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One documented key.
 *
 * @param section dotted name of its table, empty at the top of the file
 * @param name the key, {@code *} for any name
 * @param type what its value may be
 * @param choices the words of type {@link KeyType#CHOICE}, else empty
 * @param minimum least number, milliseconds or bytes, of a type that counts
 * @param maximum greatest number, milliseconds or bytes, of a type that counts
 * @param defaultText the default as TOML would show it without quotes, null when there is none
 * @param unit unit of the value, null when it has none
 * @param meaning one sentence
 */
public record ConfigKey(
    String section,
    String name,
    KeyType type,
    List<String> choices,
    long minimum,
    long maximum,
    @Nullable String defaultText,
    @Nullable String unit,
    String meaning) {

  /** The dotted name in messages and documents: {@code server.port}. */
  public String path() {
    return section.isEmpty() ? name : section + "." + name;
  }

  /** Reads one line of a catalogue. */
  static ConfigKey parse(String line) {
    String[] fields = line.split("\\|", 6);
    if (fields.length != 6) {
      throw new IllegalStateException("a catalogue line has six fields: " + line);
    }
    String section = fields[0].strip();
    String[] type = fields[2].strip().split(" ", 2);
    String constraint = type.length == 2 ? type[1].strip() : "";
    boolean counts = constraint.contains("..");
    int dots = constraint.indexOf("..");
    return new ConfigKey(
        section.equals("-") ? "" : section,
        fields[1].strip(),
        KeyType.valueOf(type[0].toUpperCase(Locale.ROOT)),
        counts || constraint.isEmpty() ? List.of() : List.of(constraint.split(",")),
        counts ? Long.parseLong(constraint.substring(0, dots)) : Long.MIN_VALUE,
        counts && dots + 2 < constraint.length()
            ? Long.parseLong(constraint.substring(dots + 2))
            : Long.MAX_VALUE,
        blankToNull(fields[3]),
        blankToNull(fields[4]),
        fields[5].strip());
  }

  private static @Nullable String blankToNull(String field) {
    return field.isBlank() ? null : field.strip();
  }
}
