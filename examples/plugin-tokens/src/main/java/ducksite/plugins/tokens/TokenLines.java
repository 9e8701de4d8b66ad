package ducksite.plugins.tokens;

import ducksite.api.auth.AuthenticatedUser;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reader of the file's lines: {@code id | name | roles | sha256 | expires}. */
final class TokenLines {

  private static final int HASH = 64;

  private TokenLines() {}

  /**
   * The entries of a text.
   *
   * @throws IllegalArgumentException when a line is none, naming it by its number alone: it may
   *     hold a token by mistake
   */
  static List<TokenEntry> read(String text) {
    List<TokenEntry> entries = new ArrayList<>();
    Set<String> hashes = new HashSet<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      String stripped = line.strip();
      if (stripped.isEmpty() || stripped.startsWith("#")) {
        continue;
      }
      String[] fields = stripped.split("\\|", -1);
      if (fields.length < 4 || fields.length > 5) {
        throw wrong(number, "write id | name | roles | sha256, and perhaps | expires");
      }
      String hash = fields[3].strip();
      if (!hashes.add(hash)) {
        throw wrong(number, "a line above has the same hash");
      }
      entries.add(entry(number, fields, hash));
    }
    return List.copyOf(entries);
  }

  private static TokenEntry entry(int number, String[] fields, String hash) {
    String id = fields[0].strip();
    if (id.isEmpty()) {
      throw wrong(number, "the id is missing");
    }
    if (hash.length() != HASH || !hash.matches("[0-9a-f]+")) {
      throw wrong(number, "a hash is the 64 lower-case hexadecimal digits of a SHA-256");
    }
    String name = fields[1].strip();
    List<String> roles =
        Arrays.stream(fields[2].split(","))
            .map(String::strip)
            .filter(role -> !role.isEmpty())
            .distinct()
            .toList();
    AuthenticatedUser user = AuthenticatedUser.of(id).withRoles(roles);
    return new TokenEntry(
        name.isEmpty() ? user : user.withDisplayName(name),
        HexFormat.of().parseHex(hash),
        fields.length == 5 ? expires(number, fields[4].strip()) : null);
  }

  private static @Nullable Instant expires(int number, String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeException e) {
      throw wrong(number, "a token expires on a day, 2027-01-31, or at 2027-01-31T12:00:00Z");
    }
  }

  private static IllegalArgumentException wrong(int number, String what) {
    return new IllegalArgumentException("line " + number + ": " + what);
  }
}
