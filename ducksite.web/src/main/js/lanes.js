/** The series of a chart of bars or lines, one value for each place along it. */
import { column } from "./data.js";
import { readableName } from "./format.js";

/**
 * The places along a chart and its measures, `{name, column, values, rows}`: `rows` tells which row of the query each
 * value comes from, null for a gap. Where a column names the series, each of its values is one, in the order of the
 * rows; of several rows for one place the last counts.
 */
export function lanes(chart, query, along) {
  const measures = chart.series.map((series) => ({ ...series, values: column(query, series.column).values }));
  const by = chart.options?.series;
  if (!by) {
    const rows = along.positions.map((_, row) => row);
    return { along, measures: measures.map((measure) => ({ ...measure, rows })) };
  }
  const places = new Map();
  for (const position of along.positions) {
    if (!places.has(position)) {
      places.set(position, places.size);
    }
  }
  const positions = [...places.keys()];
  const split = new Map();
  column(query, by).values.forEach((name, row) => {
    for (const measure of measures) {
      const label = name === null ? "–" : String(name);
      const title = measures.length > 1 ? `${label} ${readableName(measure.name)}` : label;
      if (!split.has(title)) {
        const rows = positions.map(() => null);
        split.set(title, { name: title, column: measure.column, values: [...rows], rows });
      }
      const place = places.get(along.positions[row]);
      split.get(title).values[place] = measure.values[row];
      split.get(title).rows[place] = row;
    }
  });
  const found = [...split.values()];
  return { along: { ...along, positions: along.kind === "category" ? positions : sorted(positions, found) }, measures: found };
}

/** Along an axis of numbers or times a line goes from left to right, whichever series came first. */
function sorted(positions, measures) {
  const order = positions.map((_, index) => index).sort((a, b) => positions[a] - positions[b]);
  for (const measure of measures) {
    measure.values = order.map((index) => measure.values[index]);
    measure.rows = order.map((index) => measure.rows[index]);
  }
  return order.map((index) => positions[index]);
}
