import assert from "node:assert/strict";
import { test } from "node:test";
import { readTheme } from "../../main/js/colors.js";
import { ChartProblem } from "../../main/js/data.js";
import { shapeOption, trend } from "../../main/js/shapes.js";

const theme = readTheme((name) => ` ${name.slice(5)}`);
const look = { theme, width: 600, locale: "en", animate: false, patterns: false };

const html = { renderMode: "html" };
const json = JSON.stringify({ series: [{ type: "bar", data: [1], tooltip: html }], tooltip: html });

const query = {
  columns: [
    { name: "who", type: "text" },
    { name: "whom", type: "text" },
    { name: "n", type: "number" },
    { name: "m", type: "number" },
    { name: "json", type: "text" },
  ],
  rows: [
    ["a", "x", 1, "2.5", json],
    ["b", "x", 3, null, "no json"],
    ["b", "y", null, "4", null],
  ],
};

const chart = (type, columns, options = {}) => ({ type, columns, options, color: null, title: null });
const option = (type, columns, options) => shapeOption(chart(type, columns, options), query, look);

test("points without both numbers are left out", () => {
  const { series } = option("scatter", { x: "n", y: "m" });
  assert.deepEqual(series[0].data.map((point) => point.value), [[1, 2.5]]);
  assert.equal(series.length, 1);
});

test("a trend is the line of least squares, and there is none through one point or straight up", () => {
  assert.deepEqual(trend([[0, 1], [2, 5], [1, 3]]), [[0, 1], [2, 5]]);
  assert.equal(trend([[1, 1]]), null);
  assert.equal(trend([[1, 1], [1, 2]]), null);
});

test("a pie has a share for each row with a value, and a hole when it is a ring", () => {
  const pie = option("pie", { name: "who", value: "n" });
  assert.deepEqual(pie.series[0].data.map(({ name, value }) => [name, value]), [["a", 1], ["b", 3]]);
  assert.equal(pie.series[0].radius[0], 0);
  assert.notEqual(option("pie", { name: "who", value: "n" }, { donut: "true" }).series[0].radius[0], 0);
  assert.deepEqual(
    option("pie", { name: "who", value: "n" }, { inner_radius: "10%", outer_radius: "60%" }).series[0].radius,
    ["10%", "60%"],
  );
});

test("the names of a heatmap stand in the order in which they come", () => {
  const heat = option("heatmap", { x: "whom", y: "who", value: "n" });
  assert.deepEqual(heat.xAxis.data, ["x", "y"]);
  assert.deepEqual(heat.series[0].data.slice(0, 2), [[0, 0, 1], [0, 1, 3]]);
  assert.deepEqual([heat.visualMap.min, heat.visualMap.max], [1, 3]);
});

test("nodes come from links, and links without a weight count one", () => {
  const { data, links } = option("sankey", { source: "who", target: "whom" }).series[0];
  assert.deepEqual(data.map((node) => node.name), ["a", "b", "x", "y"]);
  assert.deepEqual(links.map((link) => link.value), [1, 1, 1]);
  const graph = option("graph", { source: "who", target: "whom", value: "n" }, { layout: "circular" });
  assert.equal(graph.series[0].layout, "circular");
});

test("a gauge shows its first row under a column's value or a text", () => {
  const gauge = (name) => option("gauge", { value: "n" }, { name }).series[0].data[0];
  assert.deepEqual(gauge("who"), { value: 1, name: "a" });
  assert.deepEqual(gauge("Tips in %"), { value: 1, name: "Tips in %" });
});

test("boxes and candles have their numbers in the order that the library wants", () => {
  const columns = { name: "who", low: "n", q1: "n", median: "m", q3: "m", high: "m" };
  assert.deepEqual(option("boxplot", columns).series[0].data[0], [1, 1, 2.5, 2.5, 2.5]);
  const candle = { name: "who", open: "n", close: "m", low: "n", high: "m" };
  assert.deepEqual(option("candlestick", candle).series[0].data[0], [1, 2.5, 1, 2.5]);
});

test("a radar without limits reaches a fifth beyond its values", () => {
  const { indicator } = option("radar", { indicator: "who", value: "m" }).radar;
  assert.deepEqual(indicator[0], { name: "a", max: 3 });
});

test("tiles have the palette's colours, and a chart's own where it computes them", () => {
  assert.equal(option("treemap", { name: "who", value: "n" }).series[0].data[0].itemStyle.color, theme.series[0]);
  const own = { ...chart("sunburst", { name: "who", value: "n" }), color: "whom" };
  assert.equal(shapeOption(own, query, look).series[0].data[0].itemStyle.color, "x");
});

test("a whole option keeps its own parts, and no tooltip of it is HTML", () => {
  const whole = option("option", { option_column: "json" });
  assert.equal(whole.series[0].type, "bar");
  assert.equal(whole.tooltip.renderMode, "richText");
  assert.equal(whole.series[0].tooltip.renderMode, "richText");
  const broken = { ...query, rows: [["a", "x", 1, 1, "[1]"]] };
  assert.throws(() => shapeOption(chart("option", { option_column: "json" }), broken, look), ChartProblem);
});

test("a type that nobody knows says so", () => {
  assert.throws(() => option("pizza", {}), ChartProblem);
});
