package ducksite.engine.render;

import ducksite.api.render.ColumnType;
import ducksite.api.render.RenderContext;
import ducksite.api.render.Renderer;
import ducksite.api.render.ResultBatches;
import ducksite.engine.project.Conversion;
import ducksite.engine.project.ParameterConversion;
import ducksite.engine.project.ParameterType;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A route's answer as a feed: {@code timestamp_col} (the first column without it), {@code
 * title_col} (the second), {@code summary_col}; entries of one day of UTC stand together, in the
 * order of the result. What lies ahead has a group of its own, and so has what has no time or one
 * that cannot be read: it is never said to be now.
 */
public final class FeedRenderer implements Renderer {

  /** Entries of one page; a feed of more is asked for in slices. */
  static final int MOST_ENTRIES = 5_000;

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);

  /** The provider's constructor. */
  public FeedRenderer() {}

  /** Groups in the order in which they are shown. */
  private enum Group {
    UPCOMING("Upcoming"),
    TODAY("Today"),
    YESTERDAY("Yesterday"),
    EARLIER("Earlier"),
    UNDATED("Undated");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    static Group of(Optional<LocalDateTime> moment, LocalDate today) {
      if (moment.isEmpty()) {
        return UNDATED;
      }
      LocalDate day = moment.get().toLocalDate();
      return day.isAfter(today)
          ? UPCOMING
          : day.equals(today) ? TODAY : day.equals(today.minusDays(1)) ? YESTERDAY : EARLIER;
    }
  }

  private record Columns(OptionalInt time, OptionalInt title, OptionalInt summary) {}

  @Override
  public String format() {
    return "feed";
  }

  @Override
  public String mediaType() {
    return "text/html; charset=utf-8";
  }

  @Override
  public void render(ResultBatches result, RenderContext context, OutputStream sink)
      throws IOException {
    FaceColumns named = new FaceColumns(context.options(), result.columns());
    Columns columns =
        new Columns(
            named.column("timestamp_col", 0),
            named.column("title_col", 1),
            named.column("summary_col", -1));
    LocalDate today = LocalDate.parse(context.options().string("today").orElse("1970-01-01"));
    CapturedResult rows =
        CapturedResult.of(new Watched(result, context.cancellation()), MOST_ENTRIES);
    FacePage.write(
        format(), result, context, sink, (html, face) -> feed(html, rows, columns, today));
  }

  private static long feed(Html html, CapturedResult rows, Columns columns, LocalDate today)
      throws IOException {
    Map<Group, List<Integer>> groups = new EnumMap<>(Group.class);
    for (int row = 0; row < rows.rowCount(); row++) {
      groups
          .computeIfAbsent(
              Group.of(moment(rows, columns, row), today), _ -> new java.util.ArrayList<>())
          .add(row);
    }
    for (Map.Entry<Group, List<Integer>> group : groups.entrySet()) {
      String id = "wd-" + group.getKey().name().toLowerCase(Locale.ROOT);
      html.markup("<section class=\"wd-feed\"").attribute("aria-labelledby", id).markup("><h2");
      html.attribute("id", id).markup(">").text(group.getKey().title).markup("</h2>");
      for (int row : group.getValue()) {
        article(html, rows, columns, row);
      }
      html.markup("</section>");
    }
    if (rows.truncated()) {
      html.markup("<p class=\"ds-note\">")
          .text("Only the first " + Html.count(rows.rowCount()) + " entries are shown.")
          .markup("</p>");
    }
    return rows.rowCount();
  }

  private static void article(Html html, CapturedResult rows, Columns columns, int row)
      throws IOException {
    html.markup("<article class=\"ds-card wd-entry\">");
    if (columns.title().isPresent()) {
      html.markup("<h3>").text(rows.text(columns.title().getAsInt(), row)).markup("</h3>");
    }
    Optional<LocalDateTime> moment = moment(rows, columns, row);
    if (moment.isPresent()) {
      boolean day = rows.columns().get(columns.time().getAsInt()).type() == ColumnType.DATE;
      html.markup("<time")
          .attribute("datetime", day ? moment.get().toLocalDate().toString() : moment.get() + "Z")
          .markup(">")
          .text((day ? DAY : MOMENT).format(moment.get()))
          .markup("</time>");
    } else if (columns.time().isPresent()) {
      html.markup("<p class=\"wd-time\">")
          .text(rows.raw(columns.time().getAsInt(), row).orElse("no time"))
          .markup("</p>");
    }
    if (columns.summary().isPresent()) {
      Optional<String> summary = rows.raw(columns.summary().getAsInt(), row);
      if (summary.isPresent()) {
        html.markup("<p>").text(summary.get()).markup("</p>");
      }
    }
    html.markup("</article>");
  }

  private static Optional<LocalDateTime> moment(CapturedResult rows, Columns columns, int row) {
    return columns.time().isEmpty()
        ? Optional.empty()
        : rows.raw(columns.time().getAsInt(), row)
            .flatMap(
                text ->
                    ParameterConversion.convert(ParameterType.DATETIME, text)
                            instanceof Conversion.Converted(LocalDateTime moment)
                        ? Optional.of(moment)
                        : Optional.empty());
  }
}
