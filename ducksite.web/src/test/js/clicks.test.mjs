import assert from "node:assert/strict";
import { test } from "node:test";
import { afterClick, chosenBy, pointValue, rowOf } from "../../main/js/clicks.js";

const query = {
  columns: [
    { name: "region", type: "text" },
    { name: "code", type: "text" },
    { name: "Mode", type: "text" },
    { name: "n", type: "number" },
  ],
  rows: [
    ["east", "E", "take", 3],
    ["west", "W", "ANTI", 4],
    ["north", null, null, 5],
  ],
};
const click = { input: "pick", value: "code", antiInput: "drop", antiValue: null, action: "mode" };

test("a click chooses the value of its column, or else what was clicked", () => {
  assert.deepEqual(chosenBy(click, query, 0, "east"), { input: "pick", value: "E" });
  assert.deepEqual(chosenBy(click, query, 2, "north"), { input: "pick", value: "north" });
  assert.deepEqual(chosenBy({ input: "pick" }, query, 0, 3), { input: "pick", value: "3" });
  assert.equal(chosenBy({ input: "pick" }, query, 0, null), null);
});

test("rows whose action is anti choose in the other input only", () => {
  assert.deepEqual(chosenBy(click, query, 1, "west"), { input: "drop", value: "W" });
  assert.deepEqual(chosenBy({ ...click, antiValue: "REGION" }, query, 1, "x"), { input: "drop", value: "west" });
  assert.deepEqual(chosenBy({ ...click, antiInput: null }, query, 1, "west"), { input: "pick", value: "W" });
});

test("a click replaces what was chosen, the control key adds and takes away", () => {
  assert.deepEqual(afterClick(["a", "b"], "c", false, "ALL"), ["c"]);
  assert.deepEqual(afterClick(["a"], "c", true, "ALL"), ["a", "c"]);
  assert.deepEqual(afterClick(["a", "c"], "c", true, "ALL"), ["a"]);
  assert.deepEqual(afterClick(["ALL"], "c", true, "ALL"), ["c"]);
});

test("a point is known by its row, its place or the names of its ends", () => {
  const bar = { type: "bar", columns: { x: "region" } };
  assert.equal(rowOf({ data: { row: 2 }, dataIndex: 0 }, bar, query), 2);
  assert.equal(rowOf({ data: 4, dataIndex: 1 }, bar, query), 1);
  assert.equal(rowOf({ data: 4, dataIndex: 9 }, bar, query), null);
  assert.equal(pointValue({ name: "west", value: 4 }, bar, query, 1), "west");
  const flow = { type: "sankey", columns: { source: "region", target: "code" } };
  const node = { dataType: "node", name: "W", dataIndex: 4 };
  assert.equal(rowOf(node, flow, query), 1);
  assert.equal(pointValue(node, flow, query, 1), "W");
  assert.equal(rowOf({ ...node, name: "nobody" }, flow, query), null);
});
