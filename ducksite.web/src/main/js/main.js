/** The entry of every page: theme, tables, then charts, whose library is fetched only where the page has one. */
import { enhanceTables } from "./tables.js";
import { showTheme, storedTheme, wireTheme } from "./theme.js";

/* global CHARTS: the address of charts.js, which the build fills in */

/** What scripts of a site may use: `charts`, chart id → ECharts instance, complete once `ready` is settled. */
window.ducksite = { charts: new Map(), ready: start() };

async function start() {
  showTheme(storedTheme());
  let redraw = () => {};
  wireTheme(document.querySelector("button.ds-theme"), () => redraw());
  printInLight(() => redraw());
  showCurrentLink();
  enhanceTables();
  if (document.querySelector(".ds-chart[data-chart]")) {
    const { drawCharts } = await import(CHARTS);
    redraw = drawCharts(pageData(), window.ducksite.charts);
  }
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
