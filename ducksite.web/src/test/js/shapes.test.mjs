import assert from "node:assert/strict";
import { test } from "node:test";
import { ChartProblem } from "../../main/js/data.js";
import { option } from "./shapes/charts.mjs";

test("a type that nobody knows says so", () => {
  assert.throws(() => option("pizza", {}), ChartProblem);
});
