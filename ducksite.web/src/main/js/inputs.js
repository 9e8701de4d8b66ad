/** The inputs of a page: what is chosen goes into its address, and the page shows itself anew without a reload. */

import { afterClick } from "./clicks.js";

/**
 * Makes the form of a page's inputs work at once, without its button.
 *
 * @param show called with a new document in place of the present one
 */
export function wireInputs(show) {
  const form = document.querySelector("form.ds-inputs");
  if (!form) {
    return;
  }
  form.classList.add("ds-live");
  form.addEventListener("change", () => go(addressOf(form), show));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(addressOf(form), show);
  });
}

/** The address of the page with what is chosen; what is chosen at first is left out. */
export function addressOf(form, location = window.location) {
  const chosen = new Map();
  for (const field of form.elements) {
    if (!field.name || field.type === "submit") {
      continue;
    }
    const values = field.multiple
      ? [...field.selectedOptions].map((option) => option.value)
      : [field.value.trim()];
    // Without a default, the choice that restricts nothing is the one at first.
    const initial = field.dataset.default || (field.dataset.all ?? "");
    chosen.set(field.name, { text: values.join(","), initial });
  }
  const query = new URLSearchParams();
  for (const [name, { text, initial }] of chosen) {
    if (text !== "" && text !== initial) {
      query.set(name, text);
    }
  }
  const text = query.toString();
  return location.pathname + (text === "" ? "" : `?${text}`);
}

async function go(address, show, remember = true) {
  const focused = document.activeElement?.name;
  document.body.classList.add("ds-busy");
  try {
    const response = await fetch(address, { headers: { Accept: "text/html" } });
    if (!response.ok) {
      throw new Error(`answered ${response.status}`);
    }
    const next = new DOMParser().parseFromString(await response.text(), "text/html");
    if (remember) {
      history.pushState(null, "", address);
    }
    show(next);
    [...(document.querySelector("form.ds-inputs")?.elements ?? [])].find((each) => each.name === focused)?.focus();
    window.dispatchEvent(new CustomEvent("ducksiteInputsChanged", { detail: { inputs: inputs() } }));
  } catch {
    window.location.assign(address);
  } finally {
    document.body.classList.remove("ds-busy");
  }
}

/** Goes back and forth through what was chosen. */
export function followHistory(show) {
  window.addEventListener("popstate", () => go(location.pathname + location.search, show, false));
}

/** What is chosen, by the inputs' names. */
export function inputs() {
  const form = document.querySelector("form.ds-inputs");
  const fields = [...(form?.elements ?? [])].filter((field) => field.dataset.input);
  return Object.fromEntries(
    fields.map((field) => [
      field.dataset.input,
      field.multiple ? [...field.selectedOptions].map((option) => option.value) : field.value,
    ]),
  );
}

function fieldOf(name) {
  const form = document.querySelector("form.ds-inputs");
  return [...(form?.elements ?? [])].find((each) => each.dataset.input === name);
}

/** Chooses what was clicked; with the control key a value of several is added or taken away. */
export function clickInput({ input, value }, withControl) {
  const field = fieldOf(input);
  if (field) {
    const toggles = withControl && (field.multiple || field.dataset.multiple === "true");
    const present = field.options
      ? [...field.selectedOptions].map((option) => option.value)
      : field.value.split(",").filter((each) => each !== "");
    setInput(input, afterClick(present, value, toggles, field.dataset.all));
  }
}

/** Chooses a value, or several, as if the reader had. */
export function setInput(name, value) {
  const field = fieldOf(name);
  if (!field) {
    return;
  }
  const values = [value ?? []].flat().map(String);
  if (field.options) {
    for (const each of values) {
      if (![...field.options].some((option) => option.value === each)) {
        field.add(new Option(each, each));
      }
    }
    for (const option of field.options) {
      option.selected = values.includes(option.value);
    }
  } else {
    field.value = values.join(",");
  }
  field.dispatchEvent(new Event("change", { bubbles: true }));
}
