/**
 * A choice of several made easy: a button opens a panel with a search, a check box for each value, “Select all
 * matches” and “Clear”. The select of the form stays what is sent; without this script it is used itself.
 */

const LEAST_ROWS = 4;
const MOST_ROWS = 12;
const AROUND_ROWS = 140;
const ROW = 32;
const NAMED = 2;

/** Height of the panel in pixels for a number of listed values in a window of a height. */
export function panelHeight(rows, windowHeight) {
  const wanted = AROUND_ROWS + ROW * Math.min(MOST_ROWS, Math.max(LEAST_ROWS, rows));
  return Math.min(wanted, Math.floor(windowHeight * 0.75));
}

/** What the button says of the chosen labels. */
export function summary(labels, placeholder) {
  if (labels.length === 0) {
    return placeholder;
  }
  return labels.length <= NAMED ? labels.join(", ") : `${labels.length} selected`;
}

/** Whether a label is found by a search: every word of it, in any case. */
export function matches(label, search) {
  const text = label.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

export function initMultiSelect(root = document) {
  for (const select of root.querySelectorAll("select[data-wd-multi-select]")) {
    new MultiSelect(select);
  }
}

class MultiSelect {
  constructor(select) {
    this.select = select;
    this.placeholder = select.dataset.wdPlaceholder || "All values";
    this.label = select.labels?.[0];
    this.name = this.label?.textContent.trim() ?? select.name;
    this.build();
    this.fill();
    this.listen();
    this.show();
  }

  build() {
    const id = this.select.id;
    this.box = element("div", "wd-multi");
    this.button = element("button", "wd-multi-toggle");
    this.button.type = "button";
    this.button.id = `${id}-toggle`;
    this.button.setAttribute("aria-expanded", "false");
    this.button.setAttribute("aria-controls", `${id}-panel`);
    this.text = element("span", "wd-multi-text");
    this.button.append(this.text);
    this.panel = element("div", "wd-multi-panel");
    this.panel.id = `${id}-panel`;
    this.panel.hidden = true;
    this.panel.setAttribute("role", "group");
    this.panel.setAttribute("aria-label", this.name);
    this.search = element("input", "wd-multi-search");
    this.search.type = "search";
    this.search.placeholder = "Search";
    this.search.autocomplete = "off";
    this.search.setAttribute("aria-label", `Search ${this.name}`);
    this.list = element("ul", "wd-multi-list");
    this.status = element("p", "wd-multi-status");
    this.status.setAttribute("role", "status");
    const actions = element("div", "wd-multi-actions");
    this.all = action("Select all matches");
    this.clear = action("Clear");
    actions.append(this.all, this.clear);
    this.panel.append(this.search, this.list, this.status, actions);
    this.box.append(this.button, this.panel);
    this.select.before(this.box);
    this.select.classList.add("wd-replaced");
    this.select.tabIndex = -1;
    this.select.setAttribute("aria-hidden", "true");
    if (this.label) {
      this.label.htmlFor = this.button.id;
      this.button.setAttribute("aria-labelledby", `${this.label.id} ${this.button.id}`);
    }
    const help = this.select.getAttribute("aria-describedby");
    if (help) {
      this.button.setAttribute("aria-describedby", help);
    }
  }

  fill() {
    this.rows = [...this.select.options]
      .filter((option) => option.value !== "")
      .map((option) => {
        const item = element("li", "wd-multi-item");
        const label = element("label");
        const box = element("input");
        box.type = "checkbox";
        box.checked = option.selected;
        label.append(box, document.createTextNode(option.textContent));
        item.append(label);
        this.list.append(item);
        return { option, item, box, label: option.textContent };
      });
  }

  listen() {
    this.button.addEventListener("click", () => (this.panel.hidden ? this.open() : this.close()));
    this.button.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" && this.panel.hidden) {
        event.preventDefault();
        this.open();
      }
    });
    this.search.addEventListener("input", () => this.filter());
    this.list.addEventListener("change", () => this.sync());
    this.all.addEventListener("click", () => this.check((row) => !row.item.hidden || row.box.checked));
    this.clear.addEventListener("click", () => this.check(() => false));
    this.panel.addEventListener("keydown", (event) => this.key(event));
    this.box.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !this.box.contains(event.relatedTarget)) {
        this.close(false);
      }
    });
    document.addEventListener("pointerdown", (event) => {
      if (!this.panel.hidden && !this.box.contains(event.target)) {
        this.close(false);
      }
    });
    addEventListener("resize", () => this.panel.hidden || this.fit());
  }

  open() {
    this.panel.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    this.search.value = "";
    this.filter();
    this.search.focus();
  }

  close(focus = true) {
    this.panel.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
    if (focus) {
      this.button.focus();
    }
  }

  key(event) {
    const boxes = this.rows.filter((row) => !row.item.hidden).map((row) => row.box);
    const at = boxes.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: boxes.length - 1 }[event.key];
    const typing = document.activeElement === this.search;
    if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && (typing || at >= 0)) {
      event.preventDefault(); // the form is sent by its own button
      if (at >= 0) {
        boxes[at].click();
      }
    } else if (to !== undefined && (at >= 0 || event.key === "ArrowDown") && boxes.length > 0) {
      event.preventDefault();
      if (to < 0) {
        this.search.focus();
      } else {
        boxes[Math.min(to, boxes.length - 1)].focus();
      }
    }
  }

  filter() {
    let shown = 0;
    for (const row of this.rows) {
      row.item.hidden = !matches(row.label, this.search.value.trim());
      shown += row.item.hidden ? 0 : 1;
    }
    this.all.disabled = shown === 0;
    this.status.textContent = shown === 0 ? "No matches" : `${shown} of ${this.rows.length}`;
    this.shown = shown;
    this.fit();
  }

  fit() {
    this.panel.style.height = `${panelHeight(this.shown, innerHeight)}px`;
  }

  check(chosen) {
    for (const row of this.rows) {
      row.box.checked = chosen(row);
    }
    this.sync();
  }

  /** Takes the check boxes into the select; the blank option stands for none. */
  sync() {
    for (const row of this.rows) {
      row.option.selected = row.box.checked;
    }
    const blank = [...this.select.options].find((option) => option.value === "");
    if (blank) {
      blank.selected = false;
    }
    this.show();
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  show() {
    const chosen = this.rows.filter((row) => row.option.selected).map((row) => row.label);
    this.text.textContent = summary(chosen, this.placeholder);
    this.clear.disabled = chosen.length === 0;
  }
}

function element(name, style) {
  const made = document.createElement(name);
  if (style) {
    made.className = style;
  }
  return made;
}

function action(text) {
  const button = element("button", "wd-small");
  button.type = "button";
  button.textContent = text;
  return button;
}

if (globalThis.document) {
  initMultiSelect();
}
