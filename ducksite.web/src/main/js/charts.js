/** Draws the charts of a page and keeps them in step with the size of their boxes and the theme. */
import { chosenBy, pointValue, rowOf } from "./clicks.js";
import { readTheme } from "./colors.js";
import { ChartProblem } from "./data.js";
import { init } from "./echarts.js";
import { chartOption } from "./options.js";

/**
 * Draws every box of the page that names a chart. A chart that fails shows why in its own box; the others are drawn.
 *
 * @param page `{charts, queries}` as the page carries it
 * @param instances a map that receives chart id → ECharts instance
 * @param choose called with `{input, value}` and whether the control key was down, when a point is clicked
 * @returns a function that draws all charts again, after a change of theme
 */
export function drawCharts(page, instances, choose = () => {}) {
  const boxes = [...document.querySelectorAll(".ds-chart[data-chart]")];
  for (const box of boxes) {
    mount(box, page, instances, choose);
  }
  return () => boxes.forEach((box) => draw(box, page, instances, choose));
}

function mount(box, page, instances, choose) {
  const height = page.charts?.[box.dataset.chart]?.options?.height;
  if (height) {
    box.style.height = `${height}px`;
  }
  draw(box, page, instances, choose);
  let width = box.clientWidth;
  new ResizeObserver(() => {
    const instance = instances.get(box.dataset.chart);
    if (!instance || box.clientWidth === 0) {
      return;
    }
    instance.resize();
    if (box.clientWidth !== width) {
      width = box.clientWidth;
      draw(box, page, instances, choose); // labels are laid out for a width
    }
  }).observe(box);
}

function draw(box, page, instances, choose) {
  const id = box.dataset.chart;
  try {
    const chart = page.charts?.[id];
    const query = page.queries?.[chart?.query];
    if (!chart || !query) {
      throw new ChartProblem("The page carries no data for this chart.");
    }
    if (query.rows.length === 0) {
      showText(box, "No rows.");
      return;
    }
    const option = chartOption(chart, query, look(box, instances.has(id)));
    const instance = instances.get(id) ?? mounted(box, chart, query, choose);
    instances.set(id, instance);
    instance.setOption(option, { notMerge: true });
    if (query.truncated) {
      showNote(box, `Only the first ${query.rows.length.toLocaleString(locale())} rows are drawn.`);
    }
  } catch (problem) {
    instances.get(id)?.dispose();
    instances.delete(id);
    showText(box, problem instanceof ChartProblem ? problem.message : `This chart cannot be drawn: ${problem.message}`);
    box.classList.add("ds-chart-failed");
  }
}

function mounted(box, chart, query, choose) {
  const instance = init(box, null, { renderer: "canvas" });
  if (chart.click) {
    instance.on("click", (point) => {
      const row = rowOf(point, chart, query);
      const chosen = chosenBy(chart.click, query, row, pointValue(point, chart, query, row));
      if (chosen) {
        const key = point.event?.event;
        choose(chosen, Boolean(key?.ctrlKey || key?.metaKey));
      }
    });
  }
  return instance;
}

function look(box, again) {
  const style = getComputedStyle(document.documentElement);
  return {
    theme: readTheme((name) => style.getPropertyValue(name)),
    width: Math.max(box.clientWidth - 48, 160),
    locale: locale(),
    animate: !again && !matchMedia("(prefers-reduced-motion: reduce)").matches,
    patterns: matchMedia("(prefers-contrast: more)").matches,
  };
}

function locale() {
  return document.documentElement.lang || undefined;
}

function showText(box, text) {
  const message = document.createElement("p");
  message.className = "ds-chart-message";
  message.textContent = text;
  box.removeAttribute("role"); // the box no longer holds an image: its text is read
  box.replaceChildren(message);
}

function showNote(box, text) {
  if (box.nextElementSibling?.classList.contains("ds-note")) {
    return;
  }
  const note = document.createElement("p");
  note.className = "ds-note";
  note.textContent = text;
  box.after(note);
}
