import assert from "node:assert/strict";
import { test } from "node:test";
import { option } from "./charts.mjs";

test("a gauge shows its first row under a column's value or a text", () => {
  const gauge = (name) => option("gauge", { value: "n" }, { name }).series[0].data[0];
  assert.deepEqual(gauge("who"), { value: 1, name: "a" });
  assert.deepEqual(gauge("Tips in %"), { value: 1, name: "Tips in %" });
});

test("a radar without limits reaches a fifth beyond its values", () => {
  const { indicator } = option("radar", { indicator: "who", value: "m" }).radar;
  assert.deepEqual(indicator[0], { name: "a", max: 3 });
});
