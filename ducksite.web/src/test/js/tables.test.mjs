import assert from "node:assert/strict";
import { test } from "node:test";
import { labelLayout } from "../../main/js/axes.js";
import { csvText, fileName } from "../../main/js/csv.js";
import { rowOrder } from "../../main/js/order.js";
import { nextTheme } from "../../main/js/theme.js";

test("numbers sort by size, not by their digits", () => {
  assert.deepEqual(rowOrder(["10", "9", "-1"], "number", false, "en"), [2, 1, 0]);
});

test("missing values come last in both directions", () => {
  assert.deepEqual(rowOrder([null, "2", "", "1"], "number", false, "en"), [3, 1, 0, 2]);
  assert.deepEqual(rowOrder([null, "2", "", "1"], "number", true, "en"), [1, 3, 0, 2]);
});

test("equal values keep their order in both directions", () => {
  assert.deepEqual(rowOrder(["b", "a", "B", "a"], "text", false, "en"), [1, 3, 0, 2]);
  assert.deepEqual(rowOrder(["b", "a", "B", "a"], "text", true, "en"), [0, 2, 1, 3]);
});

test("dates and truth values sort in their own order", () => {
  assert.deepEqual(rowOrder(["2001-10-01", "2001-02-01"], "date", false, "en"), [1, 0]);
  assert.deepEqual(rowOrder(["true", "false"], "bool", false, "en"), [1, 0]);
});

test("CSV quotes what needs it and tells a missing value from an empty text", () => {
  assert.equal(
    csvText([
      ["a", 'say "hi"', "x,y"],
      [null, "", "two\nlines"],
    ]),
    'a,"say ""hi""","x,y"\r\n,"","two\nlines"\r\n',
  );
});

test("a download is named after its title", () => {
  assert.equal(fileName("Late arrivals, % of flights"), "late-arrivals-of-flights.csv");
  assert.equal(fileName("…"), "data.csv");
});

test("labels are level where they fit, slanted where they do not, and thinned out below that", () => {
  const months = ["January", "February", "September"];
  assert.equal(labelLayout(months, 600).rotate, undefined);
  assert.ok(labelLayout(months, 120).rotate > 0);
  assert.equal(labelLayout(months, 30).interval, undefined);
});

test("the theme button stores only what differs from the system", () => {
  assert.deepEqual(nextTheme(null, true), { next: "light", store: "light" });
  assert.deepEqual(nextTheme("light", true), { next: "dark", store: null });
  assert.deepEqual(nextTheme(null, false), { next: "dark", store: "dark" });
});
