/**
 * Server-rendered tables made sortable by their headers and downloadable as CSV. Without scripts they stay plain
 * tables.
 */
import { csvText, fileName } from "./csv.js";
import { readableName } from "./format.js";
import { rowOrder } from "./order.js";

/** Enhances every `table.ds-table` that has a head and at least two rows. */
export function enhanceTables() {
  for (const table of document.querySelectorAll("table.ds-table")) {
    if (!table.tHead || !table.tBodies[0]) {
      continue;
    }
    if (table.closest(".ds-cell")) {
      nameColumns(table);
    }
    if (table.tBodies[0].rows.length > 1) {
      makeSortable(table);
    }
    keepDatesWhole(table);
    addDownload(table);
  }
}

/** On a page for readers, `late_percent` is headed “late percent”; the download keeps the column's own name. */
function nameColumns(table) {
  for (const header of table.tHead.rows[0].cells) {
    const name = header.textContent.trim();
    header.dataset.name = name;
    header.title = name;
    header.textContent = readableName(name);
  }
}

/** Browsers may break a line after the hyphens of a date. */
function keepDatesWhole(table) {
  [...table.tHead.rows[0].cells].forEach((header, index) => {
    if (header.dataset.type === "date" || header.dataset.type === "timestamp") {
      for (const row of table.tBodies[0].rows) {
        row.cells[index]?.classList.add("ds-date");
      }
    }
  });
}

function makeSortable(table) {
  const original = [...table.tBodies[0].rows];
  const headers = [...table.tHead.rows[0].cells];
  headers.forEach((header, index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ds-sort";
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener("click", () => {
      const next =
        { none: "ascending", ascending: "descending", descending: "none" }[header.ariaSort ?? "none"] ?? "ascending";
      headers.forEach((other) => other.removeAttribute("aria-sort"));
      if (next === "none") {
        table.tBodies[0].append(...original);
        return;
      }
      header.setAttribute("aria-sort", next);
      const values = original.map((row) => rawValue(row.cells[index]));
      const order = rowOrder(
        values,
        header.dataset.type ?? "text",
        next === "descending",
        document.documentElement.lang || undefined,
      );
      table.tBodies[0].append(...order.map((row) => original[row]));
    });
  });
}

function addDownload(table) {
  const figure = table.closest("figure");
  const place = table.closest("details")?.querySelector("summary") ?? figure?.querySelector("figcaption");
  if (!place) {
    return;
  }
  const title = figure?.querySelector("figcaption")?.textContent.trim() ?? "";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "ds-button ds-csv";
  button.textContent = "CSV";
  button.title = "Download the rows of this table as CSV";
  button.setAttribute("aria-label", `Download “${title || "table"}” as CSV`);
  button.addEventListener("click", () => download(tableRows(table), fileName(title)));
  if (place.tagName === "SUMMARY") {
    place.after(button); // a button inside a summary would open and close it
  } else {
    place.append(button);
  }
}

function tableRows(table) {
  const header = [...table.tHead.rows[0].cells].map((cell) => cell.dataset.name ?? cell.textContent.trim());
  return [header, ...[...table.tBodies[0].rows].map((row) => [...row.cells].map(rawValue))];
}

function rawValue(cell) {
  if (!cell || cell.classList.contains("ds-null")) {
    return null;
  }
  return cell.dataset.value ?? cell.textContent.trim();
}

function download(rows, name) {
  const address = URL.createObjectURL(new Blob([csvText(rows)], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
