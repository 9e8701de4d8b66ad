import assert from "node:assert/strict";
import { test } from "node:test";
import { option } from "./charts.mjs";

test("nodes come from links, and links without a weight count one", () => {
  const { data, links } = option("sankey", { source: "who", target: "whom" }).series[0];
  assert.deepEqual(data.map((node) => node.name), ["a", "b", "x", "y"]);
  assert.deepEqual(links.map((link) => link.value), [1, 1, 1]);
  const graph = option("graph", { source: "who", target: "whom", value: "n" }, { layout: "circular" });
  assert.equal(graph.series[0].layout, "circular");
});
