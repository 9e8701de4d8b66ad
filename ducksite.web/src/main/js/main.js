/** The entry of every page: theme, tables, then charts, whose library is fetched only where the page has one. */
import { decorateTables } from "./formats.js";
import { clickInput, followHistory, inputs, setInput, wireInputs } from "./inputs.js";
import { enhanceTables } from "./tables.js";
import { showTheme, storedTheme, wireTheme } from "./theme.js";

/* global CHARTS, EVERY: the addresses of charts.js and every.js, which the build fills in */

const PLAIN = new Set(["bar", "line", "area"]);

let redraw = () => {};

/** What scripts of a site may use: `charts`, chart id → ECharts instance, complete once `ready` is settled. */
window.ducksite = { charts: new Map(), ready: start() };
window.ducksiteGetInputs = inputs;
window.ducksiteSetInput = setInput;

async function start() {
  showTheme(storedTheme());
  wireTheme(document.querySelector("button.ds-theme"), () => redraw());
  printInLight(() => redraw());
  showCurrentLink();
  followHistory(show);
  await enhance();
}

/** Makes the main part of the page live. */
async function enhance() {
  const data = pageData();
  decorateTables(data, clickInput); // before they can be sorted: rows are those of the data, in order
  enhanceTables();
  wireInputs(show);
  if (document.querySelector(".ds-chart[data-chart]")) {
    const plain = Object.values(data.charts).every((chart) => PLAIN.has(chart.type));
    const { drawCharts } = await import(plain ? CHARTS : EVERY);
    redraw = drawCharts(data, window.ducksite.charts, clickInput);
  }
}

/** Shows the main part of another document of the same page. */
function show(next) {
  for (const chart of window.ducksite.charts.values()) {
    chart.dispose();
  }
  window.ducksite.charts.clear();
  redraw = () => {};
  document.title = next.title;
  document.querySelector("main").replaceWith(next.querySelector("main"));
  document.getElementById("ducksite-page")?.remove();
  const data = next.getElementById("ducksite-page");
  if (data) {
    document.body.append(data);
  }
  window.ducksite.ready = enhance();
}

/** On a narrow screen the navigation scrolls sideways: the link of this page is brought into sight. */
function showCurrentLink() {
  const link = document.querySelector(".ds-nav [aria-current]");
  const bar = link?.parentElement;
  if (bar && bar.scrollWidth > bar.clientWidth) {
    bar.scrollLeft += link.getBoundingClientRect().left - bar.getBoundingClientRect().left - 16;
  }
}

function pageData() {
  const element = document.getElementById("ducksite-page");
  return element ? JSON.parse(element.textContent) : { charts: {}, queries: {} };
}

/** Paper is white: a dark page is drawn light while it is printed. */
function printInLight(redraw) {
  addEventListener("beforeprint", () => {
    showTheme("light");
    redraw();
  });
  addEventListener("afterprint", () => {
    showTheme(storedTheme());
    redraw();
  });
}
