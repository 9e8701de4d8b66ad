/** From a chart's description and its query's rows to an ECharts option: pure, without the document. */
import { domain, domainAxis, valueAxis } from "./axes.js";
import { highlight, resolveColor } from "./colors.js";
import { ChartProblem, column } from "./data.js";
import { numberFormat, readableName } from "./format.js";
import { isTrue } from "./formats.js";
import { lanes } from "./lanes.js";

const MANY_POINTS = 60;
const SAMPLED_POINTS = 2000;

let others = (chart) => {
  throw new ChartProblem(`Charts of type “${chart.type}” cannot be drawn; use bar or line.`);
};

/** What draws charts that are neither bars nor lines, from now on. */
export function drawOthersBy(shapes) {
  others = shapes;
}

/**
 * The ECharts option of one chart.
 *
 * @param chart `{type, x, series: [{name, column}], options: {series}, color, highlight, stack, horizontal, format}` as
 *     the page carries it
 * @param query `{columns, rows}`
 * @param look `{theme, width, locale, animate, patterns}`; theme as `readTheme` gives it
 * @throws ChartProblem when the chart cannot be drawn for a reason its author can mend
 */
export function chartOption(chart, query, look) {
  const type = chart.type === "area" ? "line" : chart.type;
  if (type !== "bar" && type !== "line") {
    return others(chart, query, look);
  }
  const { theme, locale } = look;
  const { along, measures } = lanes(chart, query, domain(column(query, chart.x), type, locale));
  const colors = chart.color ? column(query, chart.color).values : null;
  const highlights = chart.highlight ? column(query, chart.highlight).values.map(isTrue) : null;
  const horizontal = Boolean(chart.horizontal);
  const category = domainAxis(along, horizontal ? Number.POSITIVE_INFINITY : look.width, theme, locale);
  const value = valueAxis(
    measures.flatMap((measure) => measure.values),
    chart.format,
    theme,
    locale,
  );
  const format = numberFormat(chart.format, locale);
  return {
    useUTC: true,
    animation: Boolean(look.animate),
    animationDuration: 300,
    color: theme.series,
    textStyle: { fontFamily: theme.font, color: theme.text },
    aria: { enabled: true, label: { enabled: false }, decal: { show: Boolean(look.patterns) } },
    grid: {
      left: 4,
      right: 12,
      top: measures.length > 1 ? 40 : 14,
      bottom: 4,
      outerBoundsMode: "same",
      outerBoundsContain: "axisLabel",
    },
    legend: {
      show: measures.length > 1,
      top: 0,
      left: 0,
      itemWidth: 14,
      itemHeight: 10,
      icon: "roundRect",
      textStyle: { color: theme.text, fontSize: 12 },
    },
    tooltip: tooltip(theme, format, type),
    xAxis: horizontal ? value : category,
    yAxis: horizontal ? { ...category, inverse: true } : value,
    series: measures.map((measure) => series(chart, measure, along, colors, highlights, look)),
  };
}

function tooltip(theme, format, type) {
  return {
    trigger: "axis",
    renderMode: "richText", // the HTML mode sets inline styles, which the page's content policy forbids
    confine: true,
    valueFormatter: format,
    axisPointer: {
      type: type === "bar" ? "shadow" : "line",
      shadowStyle: { color: theme.hover },
      lineStyle: { color: theme.line },
    },
    backgroundColor: theme.card,
    borderColor: theme.line,
    borderWidth: 1,
    padding: [8, 10],
    textStyle: { color: theme.text, fontSize: 13 },
  };
}

function series(chart, measure, along, colors, highlights, { theme, width }) {
  const points = measure.values.length;
  const pairs = along.kind !== "category";
  const grouped = Boolean(chart.options?.series);
  const point = (value, i) => (pairs ? [along.positions[i], value] : value);
  const shared = {
    type: chart.type === "bar" ? "bar" : "line",
    name: measure.name === measure.column ? readableName(measure.name) : measure.name,
    data: measure.values.map((value, i) => {
      const row = measure.rows[i];
      const marked = highlights?.[row] ? { itemStyle: highlight(theme) } : {};
      return highlights || grouped ? { value: point(value, i), row, ...marked } : point(value, i);
    }),
    stack: chart.stack ? "total" : undefined,
    emphasis: { disabled: true },
  };
  const pointColor = colors && {
    color: ({ dataIndex, color }) =>
      resolveColor(colors[measure.rows[dataIndex]], theme) ?? color ?? theme.series[0],
  };
  if (chart.type === "bar") {
    const radius = chart.stack ? 0 : chart.horizontal ? [0, 3, 3, 0] : [3, 3, 0, 0];
    return {
      ...shared,
      barMaxWidth: 56,
      barGap: "8%",
      barCategoryGap: "28%",
      itemStyle: { borderRadius: radius, ...pointColor },
    };
  }
  return {
    ...shared,
    showSymbol: points <= MANY_POINTS || Boolean(colors) || Boolean(highlights),
    symbol: "circle",
    connectNulls: grouped,
    symbolSize: points <= MANY_POINTS ? 6 : 4,
    sampling: points > SAMPLED_POINTS && !colors && !highlights ? "lttb" : undefined,
    lineStyle: { width: points <= MANY_POINTS ? 2.5 : points * 2 > width ? 1.25 : 1.75 },
    areaStyle: chart.stack || chart.type === "area" ? { opacity: 0.25 } : undefined,
    itemStyle: pointColor ?? {},
  };
}
