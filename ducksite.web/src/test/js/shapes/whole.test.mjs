import assert from "node:assert/strict";
import { test } from "node:test";
import { ChartProblem } from "../../../main/js/data.js";
import { shapeOption } from "../../../main/js/shapes.js";
import { chart, look, option, query } from "./charts.mjs";

test("a whole option keeps its own parts, and no tooltip of it is HTML", () => {
  const whole = option("option", { option_column: "json" });
  assert.equal(whole.series[0].type, "bar");
  assert.equal(whole.tooltip.renderMode, "richText");
  assert.equal(whole.series[0].tooltip.renderMode, "richText");
  const broken = { ...query, rows: [["a", "x", 1, 1, "[1]"]] };
  assert.throws(() => shapeOption(chart("option", { option_column: "json" }), broken, look), ChartProblem);
});
