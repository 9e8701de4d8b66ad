/** One query with text, numbers and gaps, and the charts that tests draw of it. */
import { readTheme } from "../../../main/js/colors.js";
import { shapeOption } from "../../../main/js/shapes.js";

export const theme = readTheme((name) => ` ${name.slice(5)}`);
export const look = { theme, width: 600, locale: "en", animate: false, patterns: false };

const html = { renderMode: "html" };
const json = JSON.stringify({ series: [{ type: "bar", data: [1], tooltip: html }], tooltip: html });

export const query = {
  columns: [
    { name: "who", type: "text" },
    { name: "whom", type: "text" },
    { name: "n", type: "number" },
    { name: "m", type: "number" },
    { name: "json", type: "text" },
  ],
  rows: [
    ["a", "x", 1, "2.5", json],
    ["b", "x", 3, null, "no json"],
    ["b", "y", null, "4", null],
  ],
};

/** A chart of these columns as a page carries it. */
export const chart = (type, columns, options = {}) => ({ type, columns, options, color: null, title: null });
export const option = (type, columns, options) => shapeOption(chart(type, columns, options), query, look);
