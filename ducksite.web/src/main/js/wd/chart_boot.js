/** Draws every `canvas[data-wd-chart]` with Chart.js from the configuration in the element that it names. */

const drawn = new Map();

/** Text and lines of charts in the colours of the page; those that a configuration names stay. */
export function applyTheme(Chart, style) {
  const color = (name, standard) => style.getPropertyValue(name).trim() || standard;
  Chart.defaults.color = color("--ds-text", Chart.defaults.color);
  Chart.defaults.borderColor = color("--ds-grid", Chart.defaults.borderColor);
  Chart.defaults.elements.arc.borderColor = color("--ds-card", Chart.defaults.elements.arc.borderColor);
  Chart.defaults.font.family = color("--ds-font", Chart.defaults.font.family);
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
    Chart.defaults.animation = false;
  }
}

export function initCharts(root = document) {
  const { Chart } = globalThis;
  if (!Chart) {
    return;
  }
  applyTheme(Chart, getComputedStyle(document.documentElement));
  for (const canvas of root.querySelectorAll("canvas[data-wd-chart]")) {
    draw(Chart, canvas);
  }
}

function draw(Chart, canvas) {
  const id = canvas.dataset.wdChart;
  drawn.get(canvas)?.destroy();
  drawn.delete(canvas);
  try {
    const config = JSON.parse(document.getElementById(id).textContent);
    canvas.dataset.wdHeight ??= canvas.getAttribute("height") ?? "320";
    canvas.parentElement.style.height = `${canvas.dataset.wdHeight}px`;
    drawn.set(canvas, new Chart(canvas, config));
    canvas.dataset.wdDrawn = "true";
  } catch (problem) {
    const message = document.createElement("p");
    message.className = "wd-no-chart";
    message.textContent = `This chart cannot be drawn: ${problem.message}`;
    canvas.replaceWith(message);
  }
}

/** Chart.js may still be on its way where a snippet is put into another page. */
function start() {
  const again = () => initCharts();
  if (globalThis.Chart) {
    again();
  } else {
    document.querySelector('script[src*="chart.umd"]')?.addEventListener("load", again);
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  new MutationObserver(again).observe(document.documentElement, { attributeFilter: ["data-theme"] });
}

if (globalThis.document) {
  start();
}
