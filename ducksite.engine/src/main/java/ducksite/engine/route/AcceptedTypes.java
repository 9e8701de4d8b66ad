package ducksite.engine.route;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The media types that an {@code Accept} header names, with their weights: of the ranges that match
 * a type the most specific one counts. What is no media range is passed over. Immutable.
 */
record AcceptedTypes(List<Range> ranges) {

  private static final Pattern RANGE =
      Pattern.compile("\\s*([\\w!#$&^.+*-]+/[\\w!#$&^.+*-]+)\\s*(;.*)?");
  private static final Pattern WEIGHT =
      Pattern.compile(";\\s*q\\s*=\\s*(0(?:\\.\\d{0,3})?|1(?:\\.0{0,3})?)\\s*(?:;|$)");

  /**
   * One entry of the header.
   *
   * @param type in lower case; {@code *} stands for any
   * @param weight 0 for what is refused
   * @param rank its place in the header
   */
  record Range(String type, double weight, int rank) {

    private static @Nullable Range of(String text, int rank) {
      Matcher parts = RANGE.matcher(text.toLowerCase(Locale.ROOT));
      if (!parts.matches()) {
        return null;
      }
      Matcher weight = WEIGHT.matcher(Objects.requireNonNullElse(parts.group(2), ""));
      return new Range(
          parts.group(1), weight.find() ? Double.parseDouble(weight.group(1)) : 1, rank);
    }

    /** How closely it names a type: 0 not at all, 3 by its own name. */
    private int closeness(String mediaType) {
      if (type.equals(mediaType)) {
        return 3;
      }
      boolean group =
          type.endsWith("/*") && mediaType.startsWith(type.substring(0, type.length() - 1));
      return group ? 2 : type.equals("*/*") ? 1 : 0;
    }
  }

  /**
   * How much a type is wanted; the better one is less.
   *
   * @param weight 0 for a type that is not accepted
   * @param closeness of the range that names it
   * @param rank of that range
   */
  record Wish(double weight, int closeness, int rank) implements Comparable<Wish> {

    private static final Wish NONE = new Wish(0, 0, Integer.MAX_VALUE);

    @Override
    public int compareTo(Wish other) {
      int byWeight = Double.compare(other.weight, weight);
      int byCloseness = Integer.compare(other.closeness, closeness);
      return byWeight != 0
          ? byWeight
          : byCloseness != 0 ? byCloseness : Integer.compare(rank, other.rank);
    }
  }

  static AcceptedTypes of(String header) {
    String[] entries = header.split(",");
    Range[] ranges = new Range[entries.length];
    Arrays.setAll(ranges, index -> Range.of(entries[index], index));
    return new AcceptedTypes(Arrays.stream(ranges).filter(Objects::nonNull).toList());
  }

  /** Whether the header says nothing. */
  boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** How much a type, with or without parameters, is wanted. */
  Wish wish(String mediaType) {
    String bare = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    Wish best = Wish.NONE;
    for (Range range : ranges) {
      int closeness = range.closeness(bare);
      if (closeness > best.closeness()) {
        best = new Wish(range.weight(), closeness, range.rank());
      }
    }
    return best;
  }
}
