/** Charts between two axes: points, pictures, heat maps, boxes and candles. */
import { valueAxis } from "../axes.js";
import { grid, measured, named, shared } from "./look.js";

export function points(data, chart, look) {
  const x = data.numbers("x");
  const y = data.numbers("y");
  const pairs = x
    .map((value, row) => ({ value: [value, y[row]], row, itemStyle: data.style(row) }))
    .filter(({ value }) => value[0] !== null && value[1] !== null);
  const symbolSize = pairs.length > 500 ? 5 : 9;
  const series = [{ type: chart.type, data: pairs, symbolSize, itemStyle: { opacity: 0.8 } }];
  const line = ["linear", "regression"].includes(chart.options.trendline)
    ? trend(pairs.map((pair) => pair.value))
    : null;
  if (line) {
    series.push({
      type: "line",
      data: line,
      showSymbol: false,
      silent: true,
      tooltip: { show: false },
      lineStyle: { type: "dashed", width: 2, color: look.theme.muted },
    });
  }
  return {
    ...shared(look),
    grid,
    xAxis: { ...measured(x, look), splitLine: { show: false }, axisLine: { lineStyle: { color: look.theme.line } } },
    yAxis: measured(y, look),
    series,
  };
}

/** The two ends of the line of least squares; null for fewer than two points, or a line straight up. */
export function trend(pairs) {
  const mean = (index) => pairs.reduce((sum, pair) => sum + pair[index], 0) / pairs.length;
  const [middleX, middleY] = [mean(0), mean(1)];
  const spread = pairs.reduce((sum, [x]) => sum + (x - middleX) ** 2, 0);
  if (pairs.length < 2 || spread === 0) {
    return null;
  }
  const slope = pairs.reduce((sum, [x, y]) => sum + (x - middleX) * (y - middleY), 0) / spread;
  const ends = pairs.reduce(([low, high], [x]) => [Math.min(low, x), Math.max(high, x)], [Infinity, -Infinity]);
  return ends.map((x) => [x, middleY + slope * (x - middleX)]);
}

export function pictures(data, chart, look) {
  const values = data.numbers("y");
  return {
    ...shared(look, "axis"),
    grid,
    xAxis: named(data.names("x"), look),
    yAxis: valueAxis(values, undefined, look.theme, look.locale),
    series: [
      {
        type: "pictorialBar",
        symbol: chart.options.symbol ?? "roundRect",
        symbolRepeat: true,
        symbolSize: [26, 9],
        symbolMargin: 3,
        data: values.map((value, row) => ({ value, itemStyle: data.style(row) })),
      },
    ],
  };
}

export function heatmap(data, chart, look) {
  const [xs, ys, values] = [data.names("x"), data.names("y"), data.numbers("value")];
  const [columns, rows] = [[...new Set(xs)], [...new Set(ys)]];
  const known = values.filter((value) => value !== null);
  const { theme } = look;
  return {
    ...shared(look),
    grid: { ...grid, bottom: 48 },
    xAxis: named(columns, look),
    yAxis: { ...named(rows, { ...look, width: Number.POSITIVE_INFINITY }), axisLine: { show: false } },
    visualMap: {
      min: known.reduce((a, b) => Math.min(a, b), Infinity),
      max: known.reduce((a, b) => Math.max(a, b), -Infinity),
      calculable: false,
      orient: "horizontal",
      left: "center",
      bottom: 0,
      itemWidth: 12,
      itemHeight: 120,
      inRange: { color: [theme.grid, theme.series[0]] },
      textStyle: { color: theme.muted },
    },
    series: [
      {
        type: "heatmap",
        data: values.map((value, row) => [columns.indexOf(xs[row]), rows.indexOf(ys[row]), value]),
        itemStyle: { borderColor: theme.card, borderWidth: 1 },
      },
    ],
  };
}

export function boxes(data, chart, look) {
  const parts = ["low", "q1", "median", "q3", "high"].map((part) => data.numbers(part));
  return ranges("boxplot", data, parts, look, { color: look.theme.grid, borderColor: look.theme.series[0] });
}

export function candles(data, chart, look) {
  const parts = ["open", "close", "low", "high"].map((part) => data.numbers(part));
  const { good, bad } = look.theme;
  return ranges("candlestick", data, parts, look, { color: good, borderColor: good, color0: bad, borderColor0: bad });
}

function ranges(type, data, parts, look, itemStyle) {
  return {
    ...shared(look, "axis"),
    grid,
    xAxis: named(data.names("name"), look),
    yAxis: measured(parts.flat(), look),
    series: [{ type, data: parts[0].map((_, row) => parts.map((values) => values[row])), itemStyle }],
  };
}
