/** Charts that are neither bars nor lines, as ECharts options: pure, without the document. */
import { domain, domainAxis, valueAxis } from "./axes.js";
import { resolveColor } from "./colors.js";
import { ChartProblem, column } from "./data.js";
import { numberFormat } from "./format.js";

const SHAPES = {
  scatter: points,
  effectScatter: points,
  pictorialBar: pictures,
  pie,
  funnel,
  gauge,
  heatmap,
  sankey: flow,
  graph: network,
  boxplot: boxes,
  candlestick: candles,
  radar,
  treemap: tiles,
  sunburst: tiles,
  option: whole,
};

/**
 * The ECharts option of one chart.
 *
 * @param chart `{type, columns: {part: column}, options, color}` as the page carries it
 * @param query `{columns, rows}`
 * @param look as for `chartOption`
 * @throws ChartProblem when the chart cannot be drawn for a reason its author can mend
 */
export function shapeOption(chart, query, look) {
  const shape = SHAPES[chart.type];
  if (!shape) {
    throw new ChartProblem(`There are no charts of type “${chart.type}”.`);
  }
  return shape(new Data(chart, query, look), chart, look);
}

/** The columns of a chart by the parts they play. */
class Data {
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

function shared({ theme, locale, animate, patterns }, trigger = "item") {
  return {
    useUTC: true,
    animation: Boolean(animate),
    animationDuration: 300,
    color: theme.series,
    textStyle: { fontFamily: theme.font, color: theme.text },
    aria: { enabled: true, label: { enabled: false }, decal: { show: Boolean(patterns) } },
    tooltip: {
      trigger,
      renderMode: "richText", // the HTML mode sets inline styles, which the page's content policy forbids
      confine: true,
      valueFormatter: (value) => (Array.isArray(value) ? value.join(", ") : numberFormat(undefined, locale)(value)),
      backgroundColor: theme.card,
      borderColor: theme.line,
      borderWidth: 1,
      padding: [8, 10],
      textStyle: { color: theme.text, fontSize: 13 },
    },
  };
}

const onColor = { fontSize: 12, color: "#fff", textBorderColor: "rgb(0 0 0 / 45%)", textBorderWidth: 2 };

const grid = { left: 4, right: 16, top: 14, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" };

function label({ theme }, rest = {}) {
  return { color: theme.text, fontSize: 12, textBorderWidth: 0, ...rest };
}

function named(values, look) {
  const category = { kind: "category", positions: values, text: String };
  return domainAxis(category, look.width, look.theme, look.locale);
}

function measured(values, look) {
  return { ...valueAxis(values, undefined, look.theme, look.locale), scale: true };
}

function points(data, chart, look) {
  const x = data.numbers("x");
  const y = data.numbers("y");
  const pairs = x
    .map((value, row) => ({ value: [value, y[row]], itemStyle: { color: data.color(row) } }))
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

function pictures(data, chart, look) {
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
        data: values.map((value, row) => ({ value, itemStyle: { color: data.color(row) } })),
      },
    ],
  };
}

function legend(look) {
  return {
    type: "scroll",
    bottom: 0,
    icon: "roundRect",
    itemWidth: 14,
    itemHeight: 10,
    textStyle: { color: look.theme.text, fontSize: 12 },
    pageTextStyle: { color: look.theme.muted },
    pageIconColor: look.theme.muted,
    pageIconInactiveColor: look.theme.line,
  };
}

function pie(data, chart, look) {
  const { inner_radius: inner, outer_radius: outer = "70%", donut, ring } = chart.options;
  const hole = inner ?? (donut === "true" || ring === "true" ? "44%" : 0);
  return {
    ...shared(look),
    legend: legend(look),
    series: [
      {
        type: "pie",
        radius: [hole, outer],
        center: ["50%", "45%"],
        data: data.shares(),
        label: label(look, { show: look.width > 260 }),
        itemStyle: { borderColor: look.theme.card, borderWidth: 2 },
      },
    ],
  };
}

function funnel(data, chart, look) {
  return {
    ...shared(look),
    series: [
      {
        type: "funnel",
        left: 8,
        right: 8,
        top: 8,
        bottom: 8,
        gap: 2,
        data: data.shares(),
        label: { position: "inside", ...onColor },
      },
    ],
  };
}

function gauge(data, chart, look) {
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

function heatmap(data, chart, look) {
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

/** Nodes and links; a link without a weight counts as one. */
function links(data) {
  const [sources, targets] = [data.names("source"), data.names("target")];
  const weights = data.has("value") ? data.numbers("value") : sources.map(() => 1);
  return {
    data: [...new Set([...sources, ...targets])].map((name) => ({ name })),
    links: sources
      .map((source, row) => ({ source, target: targets[row], value: weights[row] }))
      .filter((link) => link.value !== null),
  };
}

function flow(data, chart, look) {
  return {
    ...shared(look),
    series: [
      {
        type: "sankey",
        ...links(data),
        left: 4,
        right: look.width > 420 ? 110 : 70,
        top: 8,
        bottom: 8,
        label: label(look),
        lineStyle: { color: "source", opacity: 0.45 },
        emphasis: { focus: "adjacency" },
      },
    ],
  };
}

function network(data, chart, look) {
  const { data: nodes, links: edges } = links(data);
  const weight = new Map(nodes.map(({ name }) => [name, 0]));
  for (const { source, target, value } of edges) {
    weight.set(source, weight.get(source) + value);
    weight.set(target, weight.get(target) + value);
  }
  const most = Math.max(...weight.values(), 1);
  return {
    ...shared(look),
    series: [
      {
        type: "graph",
        layout: chart.options.layout === "circular" ? "circular" : "force",
        roam: true,
        force: { repulsion: 180, edgeLength: 90 },
        circular: { rotateLabel: true },
        data: nodes.map((node, index) => ({
          ...node,
          value: weight.get(node.name),
          symbolSize: 14 + 26 * Math.sqrt(weight.get(node.name) / most),
          itemStyle: { color: look.theme.series[index % look.theme.series.length] },
        })),
        links: edges,
        label: label(look, { show: true, position: "right" }),
        lineStyle: { color: look.theme.muted, opacity: 0.5, curveness: 0.15 },
      },
    ],
  };
}

function boxes(data, chart, look) {
  const parts = ["low", "q1", "median", "q3", "high"].map((part) => data.numbers(part));
  return ranges("boxplot", data, parts, look, { color: look.theme.grid, borderColor: look.theme.series[0] });
}

function candles(data, chart, look) {
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

function radar(data, chart, look) {
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

function tiles(data, chart, look) {
  const palette = look.theme.series;
  const shares = data.shares().map((share, index) => ({
    ...share,
    itemStyle: { color: share.itemStyle.color ?? palette[index % palette.length] },
  }));
  const own =
    chart.type === "treemap"
      ? { roam: false, nodeClick: false, breadcrumb: { show: false }, left: 0, right: 0, top: 4, bottom: 4 }
      : { radius: chart.options.radius?.split(",").map((part) => part.trim()) ?? ["18%", "92%"], nodeClick: false };
  return {
    ...shared(look),
    series: [
      {
        type: chart.type,
        data: shares,
        label: onColor,
        itemStyle: { borderColor: look.theme.card, borderWidth: 2 },
        ...own,
      },
    ],
  };
}

/** The option that the first row's JSON says, in the page's colours and without what its content policy forbids. */
function whole(data, chart, look) {
  const text = data.column("option_column").values[0];
  let option;
  try {
    option = JSON.parse(text);
  } catch {
    option = null;
  }
  if (option === null || typeof option !== "object" || Array.isArray(option)) {
    throw new ChartProblem("The first row holds no JSON object.");
  }
  plainTooltips(option);
  const { tooltip, ...rest } = shared(look);
  return {
    ...rest,
    grid,
    backgroundColor: "transparent",
    ...option,
    tooltip: { ...tooltip, ...option.tooltip, renderMode: "richText" },
  };
}

function plainTooltips(value) {
  if (value && typeof value === "object") {
    for (const [key, part] of Object.entries(value)) {
      if (key === "renderMode") {
        value[key] = "richText";
      }
      plainTooltips(part);
    }
  }
}
