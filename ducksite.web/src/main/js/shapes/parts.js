/** What a chart takes from its query. */
import { domain } from "../axes.js";
import { resolveColor } from "../colors.js";
import { column } from "../data.js";

/** The columns of a chart by the parts they play. */
export class ChartParts {
  constructor(chart, query, look) {
    this.chart = chart;
    this.query = query;
    this.look = look;
    this.colors = chart.color ? column(query, chart.color).values : null;
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

  /** `{name, value}` for each row that has a value. */
  shares() {
    const values = this.numbers("value");
    return this.names("name")
      .map((name, row) => ({ name, value: values[row], itemStyle: { color: this.color(row) } }))
      .filter((share) => share.value !== null);
  }
}
