/** Light or dark: the reader's choice is kept in the browser; without one the system's preference holds. */

const KEY = "wd-theme";

/** What the button switches to, and what is then stored: nothing when it equals the system's preference. */
export function nextTheme(stored, systemIsDark) {
  const current = stored ?? (systemIsDark ? "dark" : "light");
  const next = current === "dark" ? "light" : "dark";
  return { next, store: next === (systemIsDark ? "dark" : "light") ? null : next };
}

/** The stored choice, or null; null also where the browser refuses storage. */
export function storedTheme() {
  try {
    const value = localStorage.getItem(KEY);
    return value === "dark" || value === "light" ? value : null;
  } catch {
    return null;
  }
}

/** Shows a choice on the page; null follows the system. */
export function showTheme(choice) {
  if (choice) {
    document.documentElement.dataset.theme = choice;
  } else {
    delete document.documentElement.dataset.theme;
  }
}

/** Makes the header's button work and calls back when the colours of the page have changed. */
export function wireTheme(button, changed) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", changed);
  if (!button) {
    return;
  }
  const describe = () => {
    const { next } = nextTheme(storedTheme(), system.matches);
    button.setAttribute("aria-label", `Switch to ${next} theme`);
    button.title = `Switch to ${next} theme; with Alt, follow the system`;
  };
  button.addEventListener("click", (event) => {
    const store = event.altKey ? null : nextTheme(storedTheme(), system.matches).store;
    try {
      if (store) {
        localStorage.setItem(KEY, store);
      } else {
        localStorage.removeItem(KEY);
      }
    } catch {
      // Storage is refused: the choice holds for this page only.
    }
    showTheme(store);
    describe();
    changed();
  });
  system.addEventListener("change", describe);
  describe();
  button.hidden = false;
}
