package ducksite.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A project with one route for each face, and data of its own. */
final class FaceProject {
  private static final String ROWS =
      """
      WITH hours AS (
        SELECT l.line, l.supervisor, h AS hour
        FROM (VALUES ('A-01', 'Nadia Fenn'), ('A-02', 'Tom Weller'), ('B-01', 'Ines Kaya'),
          ('B-02', NULL), ('C-01', 'Olu Adeyemi'), ('C-02', 'Mia Lund'), ('D-01', 'Jo Park'),
          ('D-02', 'Ana Reis'), ('E-01', 'Li Wen'), ('E-02', 'Sam Ito')) l(line, supervisor),
          range(6, 18) r(h)
      )
      SELECT DATE '2026-03-02' AS plant_day, line, hour, supervisor,
        CAST(180 + 40 * sin(hour / 3.0 + ascii(line)) + 7 * (hash(line || hour) % 5) AS INTEGER) AS units,
        CAST(hash(hour || line) % 9 AS INTEGER) AS scrap,
        round(0.82 + (hash(line || hour) % 17) / 100.0, 2) AS utilisation,
        CASE WHEN hour = 11 THEN 'Changeover to the summer series, first article checked twice' ELSE 'Running' END AS remark
      FROM hours
      """;

  private FaceProject() {}

  static void write(Path root) throws IOException {
    file(root, "ducksite.toml", "[site]\ntitle = \"Harbour Works\"\n");
    route(
        root,
        "workstations",
        """
        title = "Workstation production by line"
        description = "Units and scrap of each hour, with who was in charge."
        default_format = "html_t"
        [cache]
        order_by = ["line", "hour"]
        rows_per_page = 40
        enforce_page_size = false
        invariant_filters = [
          { param = "line", column = "line", ui_help = "One line or several" },
          { param = "supervisor", column = "supervisor" },
        ]
        [params.least_units]
        type = "int"
        ui_placeholder = "any number"
        description = "Leave out hours with fewer units"
        [params.day]
        type = "date"
        default = "2026-03-02"
        [html_t]
        show_params = ["line", "supervisor", "day", "least_units"]
        [html_c]
        title_col = "line"
        [[charts]]
        id = "throughput"
        type = "line"
        title = "Units per hour"
        x = "hour"
        y = "units"
        """,
        "SELECT * FROM ("
            + ROWS
            + ") WHERE units >= coalesce(CAST($least_units AS BIGINT), 0)"
            + " AND plant_day = CAST($day AS DATE)");
    route(
        root,
        "stations",
        """
        title = "Stations"
        description = "Who is where, and how it goes."
        [cache]
        order_by = ["line"]
        invariant_filters = [{ param = "state", column = "state" }]
        [html_c]
        title_col = "line"
        image_col = "picture"
        meta_cols = ["supervisor", "units", "state"]
        [assets]
        base_path = "media"
        """,
        "SELECT line, any_value(supervisor) AS supervisor, sum(units) AS units,"
            + " CASE WHEN sum(scrap) > 45 THEN 'Needs attention' ELSE 'On track' END AS state,"
            + " 'station-' || (hash(line) % 3) || '.svg' AS picture FROM ("
            + ROWS
            + ") GROUP BY line");
    route(
        root,
        "events",
        """
        title = "What happened"
        [feed]
        timestamp_col = "happened"
        title_col = "title"
        summary_col = "details"
        """,
        """
        SELECT * FROM (VALUES
          (now() AT TIME ZONE 'UTC' + INTERVAL 2 DAY, 'Yearly inspection of line B', 'Booked for the whole morning.'),
          (now() AT TIME ZONE 'UTC', 'Line C-01 back in production', 'The feeder was replaced; the first hundred parts are within limits.'),
          (now() AT TIME ZONE 'UTC' - INTERVAL 1 DAY, 'Scrap above the limit on A-02', 'Nine parts within one hour, all with the same edge.'),
          (now() AT TIME ZONE 'UTC' - INTERVAL 9 DAY, 'Summer series released', NULL),
          (NULL, 'Note without a time', 'Somebody will look after it.')) t(happened, title, details)
        """);
    route(
        root,
        "figures",
        """
        title = "Production in figures"
        [chart_js]
        canvas_height = 260
        [[charts]]
        id = "by_line"
        type = "bar"
        heading = "Units by line"
        x = "line"
        y = "units"
        [[charts]]
        id = "trend"
        type = "line"
        heading = "Units and scrap"
        x = "line"
        y = ["units", "scrap"]
        [[charts]]
        id = "share"
        type = "doughnut"
        heading = "Share of scrap"
        x = "line"
        y = "scrap"
        """,
        "SELECT line, sum(units) AS units, sum(scrap) AS scrap FROM ("
            + ROWS
            + ") GROUP BY line ORDER BY line");
    for (int index = 0; index < 3; index++) {
      file(root, "static/media/station-" + index + ".svg", picture(index));
    }
  }

  private static String picture(int index) {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 150"><rect width="300" height="150" fill="%s"/>\
    <path d="M0 %d L90 60 L170 110 L300 40 V150 H0Z" fill="#ffffff" fill-opacity="0.28"/></svg>
    """
        .formatted(new String[] {"#2f81c4", "#259b7f", "#b8609a"}[index], 90 + 10 * index);
  }

  private static void route(Path root, String id, String toml, String sql) throws IOException {
    file(root, "routes_src/" + id + ".toml", toml);
    file(root, "routes_src/" + id + ".sql", sql);
  }

  private static void file(Path root, String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
