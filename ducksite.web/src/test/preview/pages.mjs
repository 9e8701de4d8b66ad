// Pages of the preview: the demo's three, a route's own page, an author's page, an error page.
import { readFileSync } from "node:fs";
import { chart, document, grid, prose, table } from "./html.mjs";

const results = JSON.parse(readFileSync(new URL("results.json", import.meta.url), "utf8"));

const described = (query, type, x, columns, rest = {}) => ({
  type,
  title: null,
  x,
  series: columns.map((column) => ({ name: column, column })),
  color: type === "bar" && results[query]?.columns.some((column) => column.name === "_color") ? "_color" : null,
  stack: false,
  horizontal: false,
  query,
  ...rest,
});

function page(charts) {
  const queries = Object.fromEntries(
    Object.values(charts)
      .filter((c) => results[c.query])
      .map((c) => [c.query, results[c.query]]),
  );
  return { charts, queries };
}

const shown = (id, title, charts) => chart(id, title, results[charts[id].query]);

export function pages(url) {
  const home = {
    hour: described("index.by_hour", "bar", "departure", ["late_percent"]),
    weekday: described("index.by_weekday", "bar", "weekday", ["late_percent"]),
    day: described("index.by_day", "line", "flight_date", ["late_percent"]),
  };
  const delays = {
    size: described("delays.by_size", "bar", "arrival_delay", ["percent_of_flights", "percent_of_minutes_lost"]),
    airport: described("delays.by_airport", "bar", "origin", ["late_percent"]),
    sideways: described("delays.by_size", "bar", "arrival_delay", ["percent_of_flights", "percent_of_minutes_lost"], {
      horizontal: true,
      stack: true,
    }),
    month: described("delays.by_month", "line", "departure_month", ["long_haul_late_percent", "other_late_percent"]),
    broken: described("delays.by_month", "line", "departure_mouth", ["other_late_percent"]),
  };
  const weather = {
    rain: described("weather.by_month", "bar", "calendar_month", ["average_rain_mm"]),
    heat: described("weather.by_month", "line", "calendar_month", ["average_high_c", "average_low_c"]),
    year: described("weather.by_year", "line", "calendar_year", ["rain_mm"]),
  };
  return {
    "/": document(url, {
      title: "One flight in five is late",
      current: "/",
      page: page(home),
      main: [
        prose(
          "<h1>One flight in five is late</h1>",
          "<p>The median flight lands a minute <strong>early</strong>. What travellers remember is the other end of the",
          "scale: one flight in five arrives at least 15 minutes behind its schedule. This page asks <em>when</em> that",
          "happens; <a href='/delays'>Where and how badly</a> asks the rest.</p>",
        ),
        grid([12, table("January to June 2001", results["index.summary"], 100)]),
        prose(
          "<h2>Leave early</h2>",
          "<p>Of the flights that left between six and seven in the morning, 8 in 100 arrived late; of those that left",
          "after nine in the evening, a third. The share grows with almost every hour.</p>",
        ),
        grid(
          [8, shown("hour", "Late arrivals by hour of departure, % of flights", home)],
          [4, shown("weekday", "…and by weekday", home)],
        ),
        prose("<h2>Some days are lost</h2>", "<p>On the worst one, more than two flights in five were late.</p>"),
        grid(
          [8, shown("day", "Late arrivals by day, % of flights", home)],
          [4, table("The worst days", results["index.worst_days"], 8)],
        ),
        prose("<hr>", "<p><strong>Source.</strong> As packaged by <code>vega-datasets</code>.</p>"),
      ],
    }),
    "/delays": document(url, {
      title: "Where, and how badly",
      current: "/delays",
      page: page(delays),
      main: [
        prose("<h1>Where, and how badly</h1>", "<p>A share of late flights hides the place, and the size.</p>"),
        grid([12, shown("size", "Flights, and the minutes they lose", delays)]),
        grid(
          [7, shown("airport", "Late arrivals by airport of departure, % of flights", delays)],
          [5, table("The same, in figures", results["delays.by_airport"], 10)],
        ),
        grid([12, table("Connections, worst first", results["delays.worst_connections"], 12)]),
        grid(
          [6, shown("month", "Late arrivals by distance, % of flights", delays)],
          [6, shown("sideways", "Sideways and stacked", delays)],
        ),
        grid(
          [6, shown("broken", "A chart that names a missing column", delays)],
          [6, problem("This query could not be run", "It took longer than 30 seconds.")],
        ),
      ],
    }),
    "/weather": document(url, {
      title: "Does it always rain in Seattle?",
      current: "/weather",
      page: page(weather),
      main: [
        prose(
          "<h1>Does it always rain in Seattle?</h1>",
          "<p>A city that is wet <em>often</em>, not <em>much</em>.</p>",
        ),
        grid(
          [6, shown("rain", "Rain in an average month, mm", weather)],
          [6, shown("heat", "Average daily high and low, °C", weather)],
        ),
        grid(
          [4, shown("year", "Rain of a year, mm", weather)],
          [3, table("Year by year", results["weather.by_year"], 100)],
          [5, table("The wettest days", results["weather.wettest_days"], 10)],
        ),
        prose(
          "<h3>A list</h3><ul><li>one</li><li>two with <code>code</code></li></ul>",
          "<blockquote><p>A quotation.</p></blockquote>",
          "<table><thead><tr><th>Column</th><th>Meaning</th></tr></thead>",
          "<tbody><tr><td><code>rain_mm</code></td><td>millimetres</td></tr></tbody></table>",
          "<pre><code>SELECT observed_on, rain_mm FROM seattle_days ORDER BY rain_mm DESC -- wider than a phone</code></pre>",
        ),
      ],
    }),
    "/route": document(url, {
      title: "Connections of one airport",
      current: "/route",
      main: [
        "<h1>Connections of one airport</h1>",
        '<p class="ds-description">Where the flights of one airport go, and how many arrive late</p>',
        `<form class="ds-form" method="get">${field("Origin", "text", "SEA", "Airport of departure, such as SEA")}
${field("Since", "date", "2001-01-01", "First day of departure")}${field("Minimum flights", "number", "100", "Leave out fewer")}
<div class="ds-actions"><button type="submit" class="ds-button">Apply</button><a class="ds-reset" href="?">Reset</a></div></form>`,
        '<p class="ds-summary">Showing 1–20 of 50 rows</p>',
        table("", results["delays.worst_connections"], 20).replace("<figcaption></figcaption>", ""),
        `<nav class="ds-pager" aria-label="Pages and downloads"><a class="ds-next" href="#" rel="next">Next</a>
<span class="ds-downloads"><a class="ds-download" href="#">csv</a><a class="ds-download" href="#">json</a></span></nav>`,
      ],
    }),
    "/author": document(url, {
      title: "Problems",
      current: "/author",
      main: [
        prose("<h1>Problems</h1>", "<p>1 problem. The last good build is being served.</p>"),
        `<div class="ds-problem"><strong>sql/unknown-table</strong> <span class="ds-badge ds-badge-bad">error</span>
<p>content/delays.md:24:6: <code>flight_fact</code> is neither a model nor a source.</p>
<pre class="ds-source">24 | FROM flight_fact\n   |      <span class="ds-caret">^^^^^^^^^^^</span></pre></div>`,
        `<figure class="ds-card"><figcaption>Plugin LongHaul</figcaption><dl class="ds-definitions">
<dt>id</dt><dd>LongHaul <span class="ds-badge ds-badge-good">loaded</span></dd>
<dt>file</dt><dd class="ds-code">plugins/LongHaul.java</dd></dl></figure>`,
      ],
    }),
    "/missing": document(url, {
      title: "Not found",
      current: "",
      main: [
        "<section class='ds-error'><h1>There is no such page</h1><p>Nothing is published at <code>/weathr</code>.</p>",
        "<p class='ds-hint'>Did you mean <a href='/weather'>/weather</a>?</p></section>",
      ],
    }),
  };
}

function field(label, type, value, help) {
  const input = `<input type="${type}" value="${value}">`;
  return `<div class="ds-field"><label>${label}</label>${input}<small class="ds-help">${help}</small></div>`;
}

function problem(title, text) {
  return `<div class="ds-problem" role="alert"><strong>${title}</strong><p>${text}</p></div>`;
}
