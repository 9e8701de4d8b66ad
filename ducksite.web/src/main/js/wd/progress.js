/** A thin bar at the top: it says that a page is loading, or that a form has been sent. */

/** What the bar shows, in per cent, one step after the other. */
export const STEPS = [22, 55, 80, 100];

const STEP_MILLIS = 220;

export function initProgress(root = document) {
  if (!root.querySelector("[data-wd-params]")) {
    return;
  }
  const bar = document.createElement("div");
  bar.className = "wd-progress";
  bar.setAttribute("aria-hidden", "true");
  bar.hidden = true;
  document.body.prepend(bar);
  const show = (index) => {
    bar.hidden = false;
    bar.style.width = `${STEPS[index]}%`;
  };
  for (const form of root.querySelectorAll("form")) {
    form.addEventListener("submit", () => {
      [0, 1, 2].forEach((index) => setTimeout(() => show(index), index * STEP_MILLIS));
    });
  }
  // A page that comes back from the browser's history is not loading any more.
  addEventListener("pageshow", () => {
    bar.hidden = true;
    bar.style.width = "0%";
  });
}

if (globalThis.document) {
  initProgress();
}
