/** What a chart takes from its query. */
import { domain } from "../axes.js";
import { highlight, resolveColor } from "../colors.js";
import { column } from "../data.js";
import { isTrue } from "../formats.js";

/** The columns of a chart by the parts they play. */
export class ChartParts {
  constructor(chart, query, look) {
    this.chart = chart;
    this.query = query;
    this.look = look;
    this.colors = chart.color ? column(query, chart.color).values : null;
    this.highlights = chart.highlight ? column(query, chart.highlight).values.map(isTrue) : null;
  }

  has(part) {
    return Boolean(this.chart.columns[part]);
  }

  column(part) {
    return column(this.query, this.chart.columns[part]);
  }

  numbers(part) {
    return this.column(part).values.map((value) => {
      const number = value === null || value === "" ? Number.NaN : Number(value);
      return Number.isFinite(number) ? number : null;
    });
  }

  /** Values as names, as an axis of names writes them. */
  names(part) {
    return domain(this.column(part), "bar", this.look.locale).positions.map(String);
  }

  color(row) {
    return this.colors ? (resolveColor(this.colors[row], this.look.theme) ?? undefined) : undefined;
  }

  /** How the point of a row looks. */
  style(row) {
    return { color: this.color(row), ...(this.highlights?.[row] ? highlight(this.look.theme) : {}) };
  }

  /** `{name, value, row}` for each row that has a value. */
  shares() {
    const values = this.numbers("value");
    return this.names("name")
      .map((name, row) => ({ name, value: values[row], row, itemStyle: this.style(row) }))
      .filter((share) => share.value !== null);
  }
}
