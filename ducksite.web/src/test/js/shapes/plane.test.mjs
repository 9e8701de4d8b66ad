import assert from "node:assert/strict";
import { test } from "node:test";
import { trend } from "../../../main/js/shapes/plane.js";
import { option } from "./charts.mjs";

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

test("the names of a heatmap stand in the order in which they come", () => {
  const heat = option("heatmap", { x: "whom", y: "who", value: "n" });
  assert.deepEqual(heat.xAxis.data, ["x", "y"]);
  assert.deepEqual(heat.series[0].data.slice(0, 2), [[0, 0, 1], [0, 1, 3]]);
  assert.deepEqual([heat.visualMap.min, heat.visualMap.max], [1, 3]);
});

test("boxes and candles have their numbers in the order that the library wants", () => {
  const columns = { name: "who", low: "n", q1: "n", median: "m", q3: "m", high: "m" };
  assert.deepEqual(option("boxplot", columns).series[0].data[0], [1, 1, 2.5, 2.5, 2.5]);
  const candle = { name: "who", open: "n", close: "m", low: "n", high: "m" };
  assert.deepEqual(option("candlestick", candle).series[0].data[0], [1, 2.5, 1, 2.5]);
});
