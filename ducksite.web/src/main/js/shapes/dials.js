/** Charts around a middle: gauges and radars. */
import { ChartProblem, column } from "../data.js";
import { numberFormat } from "../format.js";
import { shared } from "./look.js";

export function gauge(data, chart, look) {
  const value = data.numbers("value")[0] ?? null;
  if (value === null) {
    throw new ChartProblem("The first row has no value.");
  }
  const { min = 0, max } = chart.options;
  const most = max ?? (Math.abs(value) <= 1 ? 1 : 10 ** Math.ceil(Math.log10(Math.abs(value))));
  const { theme, locale } = look;
  return {
    ...shared(look),
    series: [
      {
        type: "gauge",
        min: Number(min),
        max: Number(most),
        radius: "92%",
        center: ["50%", "56%"],
        progress: { show: true, width: 14, itemStyle: { color: data.color(0) ?? theme.series[0] } },
        axisLine: { lineStyle: { width: 14, color: [[1, theme.grid]] } },
        axisTick: { show: false },
        splitLine: { length: 8, distance: 6, lineStyle: { color: theme.line } },
        axisLabel: { color: theme.muted, fontSize: 11, distance: 22, formatter: numberFormat("compact", locale) },
        pointer: { itemStyle: { color: theme.muted } },
        title: { color: theme.muted, fontSize: 13, offsetCenter: [0, "82%"] },
        detail: {
          color: theme.text,
          fontSize: 26,
          offsetCenter: [0, "52%"],
          formatter: numberFormat(undefined, locale),
        },
        data: [{ value, name: nameOf(data, chart) }],
      },
    ],
  };
}

/** A column's first value where there is such a column, else the text itself. */
function nameOf(data, chart) {
  const name = chart.options.name ?? "";
  const known = data.query.columns.some((each) => each.name.toLowerCase() === name.toLowerCase());
  return known ? String(column(data.query, name).values[0] ?? "") : name;
}

export function radar(data, chart, look) {
  const values = data.numbers("value");
  const limits = data.has("max") ? data.numbers("max") : values.map(() => null);
  const { theme } = look;
  return {
    ...shared(look),
    radar: {
      indicator: data.names("indicator").map((name, row) => ({ name, max: limits[row] ?? (values[row] ?? 1) * 1.2 })),
      radius: "68%",
      center: ["50%", "54%"],
      axisName: { color: theme.text, fontSize: 12 },
      axisLine: { lineStyle: { color: theme.line } },
      splitLine: { lineStyle: { color: theme.grid } },
      splitArea: { show: false },
    },
    series: [
      {
        type: "radar",
        data: [{ value: values, name: chart.options.series_name ?? chart.title ?? "", areaStyle: { opacity: 0.2 } }],
      },
    ],
  };
}
