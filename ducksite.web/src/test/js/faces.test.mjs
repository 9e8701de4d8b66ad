import assert from "node:assert/strict";
import { test } from "node:test";
import { hiddenAfter } from "../../main/js/wd/header.js";
import { matches, panelHeight, summary } from "../../main/js/wd/multi_select.js";

test("the panel of a choice is as high as its values, within bounds and the window", () => {
  assert.equal(panelHeight(10, 2000), 460);
  assert.equal(panelHeight(2, 2000), 268);
  assert.equal(panelHeight(500, 2000), 524);
  assert.equal(panelHeight(10, 400), 300);
});

test("the button of a choice names few values and counts many", () => {
  assert.equal(summary([], "All values"), "All values");
  assert.equal(summary(["North", "South"], "All values"), "North, South");
  assert.equal(summary(["North", "South", "West"], "All values"), "3 selected");
});

test("a search finds labels that hold all of its words in any case", () => {
  assert.ok(matches("North West", "west NOR"));
  assert.ok(matches("North", ""));
  assert.ok(!matches("North", "south"));
});

test("the header hides after a scroll downwards, below the top only, and comes back at once", () => {
  assert.equal(hiddenAfter(false, 0, 20), false);
  assert.equal(hiddenAfter(false, 20, 33), true);
  assert.equal(hiddenAfter(false, 100, 108), false);
  assert.equal(hiddenAfter(true, 100, 108), true);
  assert.equal(hiddenAfter(true, 108, 107), false);
});
