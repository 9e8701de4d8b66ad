/** Forms of parameters: fields that are left empty are not sent, and a changed filter starts at the first row. */

export function initParams(root = document) {
  for (const form of root.querySelectorAll("form[data-wd-params], form.wd-sizes")) {
    let changed = false;
    form.addEventListener("change", () => {
      changed = true;
    });
    form.addEventListener("submit", () => {
      for (const field of form.elements) {
        if (isSuperfluous(field, changed)) {
          field.disabled = true;
        }
      }
    });
    addEventListener("pageshow", () => {
      for (const field of form.elements) {
        field.disabled = false;
      }
    });
  }
}

function isSuperfluous(field, changed) {
  if (field.type === "hidden") {
    return field.name === "offset" && changed;
  }
  return field.tagName === "INPUT" && field.name !== "" && field.value === "" && !field.required;
}

if (globalThis.document) {
  initParams();
}
