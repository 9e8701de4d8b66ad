import assert from "node:assert/strict";
import { test } from "node:test";
import { readTheme } from "../../main/js/colors.js";
import { cellLooks, isTrue } from "../../main/js/formats.js";

const theme = readTheme((name) => ` ${name.slice(5)}`);
const query = {
  columns: [
    { name: "Amount", type: "number" },
    { name: "__fmt_tbl_amount_bg_color", type: "text" },
    { name: "__fmt_tbl_amount_highlight", type: "text" },
  ],
  rows: [
    [5, "#102030", true],
    [6, null, false],
    [7, "good", null],
  ],
};
const table = {
  formats: {
    amount: { bg_color: "__fmt_tbl_amount_bg_color", highlight: "__fmt_tbl_amount_highlight" },
    gone: { fg_color: "__fmt_tbl_gone_fg_color" },
  },
};

test("cells look as the computed columns of their row say", () => {
  const looks = [0, 1, 2].map((row) => cellLooks(table, query, row, theme));
  assert.deepEqual(
    looks.map(([[column, look]]) => [column.name, look.style.backgroundColor, look.highlight]),
    [
      ["Amount", "#102030", true],
      ["Amount", undefined, false],
      ["Amount", "good", false],
    ],
  );
  assert.equal(looks[0].length, 1);
});

test("a highlight is what says yes in any type", () => {
  assert.deepEqual([true, 1, "x", "true"].map(isTrue), [true, true, true, true]);
  assert.deepEqual([false, 0, "", null, "false", "No"].map(isTrue), [false, false, false, false, false, false]);
});
