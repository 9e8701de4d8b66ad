/** The header stays at the top and makes room for the content while one reads downwards. */

const HIDE_AFTER = 12;
const NEVER_ABOVE = 24;

/** Whether the header is hidden after a scroll from one place to another. */
export function hiddenAfter(hidden, from, to) {
  if (to <= NEVER_ABOVE) {
    return false;
  }
  if (to - from > HIDE_AFTER) {
    return true;
  }
  return to < from ? false : hidden;
}

export function initHeader(root = document) {
  const header = root.querySelector(".ds-header");
  if (!header) {
    return;
  }
  let last = scrollY;
  let hidden = false;
  const place = () => {
    header.classList.toggle("wd-header-hidden", hidden);
    root.documentElement.style.setProperty("--wd-top-offset", hidden ? "0px" : `${header.offsetHeight}px`);
  };
  addEventListener(
    "scroll",
    () => {
      const now = scrollY;
      const next = header.contains(document.activeElement) ? false : hiddenAfter(hidden, last, now);
      if (Math.abs(now - last) > HIDE_AFTER || next !== hidden) {
        last = now;
      }
      if (next !== hidden) {
        hidden = next;
        place();
      }
    },
    { passive: true },
  );
  header.addEventListener("focusin", () => {
    hidden = false;
    place();
  });
  new ResizeObserver(place).observe(header);
  place();
}

if (globalThis.document) {
  initHeader();
}
