import assert from "node:assert/strict";
import { test } from "node:test";
import { shapeOption } from "../../../main/js/shapes.js";
import { chart, look, option, query, theme } from "./charts.mjs";

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

test("tiles have the palette's colours, and a chart's own where it computes them", () => {
  assert.equal(option("treemap", { name: "who", value: "n" }).series[0].data[0].itemStyle.color, theme.series[0]);
  const own = { ...chart("sunburst", { name: "who", value: "n" }), color: "whom" };
  assert.equal(shapeOption(own, query, look).series[0].data[0].itemStyle.color, "x");
});

test("slices that stand out have an outline and know their rows", () => {
  const marked = {
    columns: [...query.columns, { name: "mark", type: "text" }],
    rows: query.rows.map((row, index) => [...row, index === 1]),
  };
  const own = { ...chart("pie", { name: "who", value: "m" }), highlight: "mark" };
  const slices = shapeOption(own, marked, look).series[0].data;
  assert.deepEqual(
    slices.map((slice) => [slice.row, slice.itemStyle.borderWidth]),
    [
      [0, undefined],
      [2, undefined],
    ],
  );
  const all = shapeOption({ ...own, columns: { name: "who", value: "n" } }, marked, look).series[0].data;
  assert.equal(all[1].itemStyle.borderWidth, 2);
});
