/** Columns of a query's result, as the page carries it: `{columns: [{name, type}], rows: [[…]], truncated}`. */
import { epochMillis } from "./format.js";

/** A problem of the page's author, in words that may be shown in the chart's box. */
export class ChartProblem extends Error {}

/** One column with typed values: numbers for `number`, epoch milliseconds for `date` and `timestamp`, else text. */
export function column(query, name) {
  const index = columnIndex(query, name);
  const { name: exactName, type } = query.columns[index];
  return { name: exactName, type, values: query.rows.map((row) => typed(row[index], type)) };
}

function columnIndex(query, name) {
  const exact = query.columns.findIndex((candidate) => candidate.name === name);
  if (exact >= 0) {
    return exact;
  }
  const folded = String(name).toLowerCase();
  const similar = query.columns.findIndex((candidate) => candidate.name.toLowerCase() === folded);
  if (similar >= 0) {
    return similar;
  }
  const known = query.columns.map((candidate) => candidate.name).join(", ");
  throw new ChartProblem(`The result has no column “${name}”. It has: ${known}.`);
}

function typed(value, type) {
  if (value === null || value === undefined) {
    return null;
  }
  switch (type) {
    case "number": {
      const number = typeof value === "number" ? value : Number(value);
      return Number.isFinite(number) ? number : null;
    }
    case "date":
    case "timestamp":
      return typeof value === "number" ? value : epochMillis(value);
    default:
      return String(value);
  }
}
