import assert from "node:assert/strict";
import { test } from "node:test";
import { readTheme, resolveColor } from "../../main/js/colors.js";
import { ChartProblem } from "../../main/js/data.js";
import { chartOption } from "../../main/js/options.js";

const theme = readTheme((name) => ` ${name.slice(5)}`);
const look = { theme, width: 600, locale: "en", animate: false, patterns: false };

const weekdays = {
  columns: [
    { name: "weekday", type: "text" },
    { name: "late", type: "number" },
    { name: "early", type: "number" },
    { name: "tone", type: "text" },
  ],
  rows: [
    ["Monday", 19.3, "51.2", "good"],
    ["Friday", null, "48.0", "#123456"],
  ],
};

const bar = { type: "bar", x: "weekday", series: [{ name: "late", column: "late" }], color: null };

test("a bar chart has its texts as categories and its numbers as data", () => {
  const option = chartOption(bar, weekdays, look);
  assert.equal(option.xAxis.type, "category");
  assert.deepEqual(option.xAxis.data, ["Monday", "Friday"]);
  assert.deepEqual(option.series[0].data, [19.3, null]);
});

test("several series share one axis and get a legend, one alone does not", () => {
  const both = { ...bar, series: [...bar.series, { name: "landed early", column: "early" }] };
  const option = chartOption(both, weekdays, look);
  assert.deepEqual(
    option.series.map((series) => series.name),
    ["late", "landed early"],
  );
  assert.equal(option.legend.show, true);
  assert.equal(chartOption(bar, weekdays, look).legend.show, false);
});

test("decimals that travel as text are drawn as numbers", () => {
  const option = chartOption({ ...bar, series: [{ name: "early", column: "early" }] }, weekdays, look);
  assert.deepEqual(option.series[0].data, [51.2, 48]);
});

test("a horizontal chart swaps the axes and begins at the top", () => {
  const option = chartOption({ ...bar, horizontal: true }, weekdays, look);
  assert.equal(option.xAxis.type, "value");
  assert.equal(option.yAxis.type, "category");
  assert.equal(option.yAxis.inverse, true);
});

test("stacked series share a stack", () => {
  assert.equal(chartOption({ ...bar, stack: true }, weekdays, look).series[0].stack, "total");
  assert.equal(chartOption(bar, weekdays, look).series[0].stack, undefined);
});

test("a colour column colours each point: by the theme's name or as it is", () => {
  const { color } = chartOption({ ...bar, color: "tone" }, weekdays, look).series[0].itemStyle;
  assert.equal(color({ dataIndex: 0 }), "good");
  assert.equal(color({ dataIndex: 1 }), "#123456");
  assert.equal(resolveColor("bad", { bad: "#c00" }), "#c00");
  assert.equal(resolveColor(null, theme), null);
});

test("a line over dates has a time axis with pairs", () => {
  const days = {
    columns: [
      { name: "day", type: "date" },
      { name: "n", type: "number" },
    ],
    rows: [
      ["2001-01-01", 1],
      ["2001-01-02", 2],
    ],
  };
  const option = chartOption({ type: "line", x: "day", series: [{ name: "n", column: "n" }] }, days, look);
  assert.equal(option.xAxis.type, "time");
  assert.deepEqual(option.series[0].data[1], [Date.UTC(2001, 0, 2), 2]);
});

test("consecutive whole numbers such as years are names, other numbers a scale", () => {
  const over = (numbers) => ({
    columns: [
      { name: "x", type: "number" },
      { name: "y", type: "number" },
    ],
    rows: numbers.map((number) => [number, 1]),
  });
  const line = { type: "line", x: "x", series: [{ name: "y", column: "y" }] };
  assert.deepEqual(chartOption(line, over([2012, 2013]), look).xAxis.data, ["2012", "2013"]);
  assert.equal(chartOption(line, over([1, 10, 100]), look).xAxis.type, "value");
});

test("columns are found in another letter case", () => {
  assert.deepEqual(chartOption({ ...bar, x: "WEEKDAY" }, weekdays, look).xAxis.data, ["Monday", "Friday"]);
});

test("a missing column is a problem that names what there is", () => {
  assert.throws(
    () => chartOption({ ...bar, x: "day" }, weekdays, look),
    (problem) => problem instanceof ChartProblem && /“day”.*weekday, late, early, tone/.test(problem.message),
  );
});

test("a type that is not drawn here is a problem", () => {
  assert.throws(() => chartOption({ ...bar, type: "pie" }, weekdays, look), ChartProblem);
});

test("the tooltip never uses inline styles", () => {
  assert.equal(chartOption(bar, weekdays, look).tooltip.renderMode, "richText");
});

test("a column of series makes one series of each of its values, with gaps", () => {
  const sales = {
    columns: [
      { name: "month", type: "text" },
      { name: "region", type: "text" },
      { name: "n", type: "number" },
      { name: "tone", type: "text" },
    ],
    rows: [
      ["Jan", "east", 1, "#111111"],
      ["Jan", "west", 2, "#222222"],
      ["Feb", "west", 3, "#333333"],
    ],
  };
  const chart = { type: "bar", x: "month", series: [{ name: "n", column: "n" }], options: { series: "region" } };
  const option = chartOption({ ...chart, color: "tone" }, sales, look);
  assert.deepEqual(option.xAxis.data, ["Jan", "Feb"]);
  assert.deepEqual(
    option.series.map(({ name, data }) => [name, data.map((point) => point.value), data.map((point) => point.row)]),
    [
      ["east", [1, null], [0, null]],
      ["west", [2, 3], [1, 2]],
    ],
  );
  assert.equal(option.series[1].itemStyle.color({ dataIndex: 1 }), "#333333");
  assert.equal(option.legend.show, true);
});

test("series along a line of numbers go from left to right", () => {
  const days = {
    columns: [
      { name: "at", type: "number" },
      { name: "who", type: "text" },
      { name: "n", type: "number" },
    ],
    rows: [
      [2.5, "a", 1],
      [1.5, "b", 2],
      [0.5, "a", 3],
    ],
  };
  const chart = { type: "line", x: "at", series: [{ name: "n", column: "n" }], options: { series: "who" } };
  const option = chartOption(chart, days, look);
  assert.deepEqual(
    option.series.map((series) => series.data.map((point) => point.value)),
    [
      [
        [0.5, 3],
        [1.5, null],
        [2.5, 1],
      ],
      [
        [0.5, null],
        [1.5, 2],
        [2.5, null],
      ],
    ],
  );
});

test("points that stand out have an outline, the others none", () => {
  const marked = {
    columns: [...weekdays.columns, { name: "mark", type: "text" }],
    rows: weekdays.rows.map((row, index) => [...row, index === 0]),
  };
  const [first, second] = chartOption({ ...bar, highlight: "mark" }, marked, look).series[0].data;
  assert.equal(first.itemStyle.borderWidth, 2);
  assert.equal(second.itemStyle, undefined);
});
