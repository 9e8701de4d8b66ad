/** How the values of tables look, and what a click on them chooses, as the page's data says. */
import { chosenBy, columnIndex } from "./clicks.js";
import { readTheme, resolveColor } from "./colors.js";

/**
 * Gives the cells of a page's tables their colours, and lets clicks on their rows choose.
 *
 * @param page `{tables, queries}` as the page carries it
 * @param choose called with `{input, value}` and whether the control key was down
 */
export function decorateTables(page, choose) {
  for (const figure of document.querySelectorAll("figure[data-table]")) {
    const table = page.tables?.[figure.dataset.table];
    const query = page.queries?.[table?.query];
    const rows = [...(figure.querySelector("table.ds-table")?.tBodies[0]?.rows ?? [])];
    if (!table || !query) {
      continue;
    }
    const shown = query.columns.filter((column) => !column.name.startsWith("__fmt_"));
    const style = getComputedStyle(document.documentElement);
    const theme = readTheme((name) => style.getPropertyValue(name));
    rows.forEach((row, index) => {
      for (const [column, looks] of cellLooks(table, query, index, theme)) {
        Object.assign(row.cells[shown.indexOf(column)]?.style ?? {}, looks.style);
        row.cells[shown.indexOf(column)]?.classList.toggle("ds-highlight", looks.highlight);
      }
      if (table.click) {
        wire(row, index, table, query, choose);
      }
    });
  }
}

/** For each column with a format its looks in one row: `[column, {style, highlight}]`. */
export function cellLooks(table, query, row, theme) {
  const value = (name) => (name ? query.rows[row]?.[columnIndex(query, name)] : undefined);
  return Object.entries(table.formats)
    .map(([name, { bg_color: background, fg_color: color, highlight }]) => [
      query.columns[columnIndex(query, name)],
      {
        style: {
          ...styled("backgroundColor", value(background), theme),
          ...styled("color", value(color), theme),
        },
        highlight: isTrue(value(highlight)),
      },
    ])
    .filter(([column]) => column);
}

/** What an expression of a highlight says: true, a number but 0, or a text that is not one of "no". */
export function isTrue(value) {
  return !["", "0", "false", "no"].includes(String(value ?? "").toLowerCase());
}

function styled(property, value, theme) {
  const color = resolveColor(value, theme);
  return color ? { [property]: color } : {};
}

function wire(row, index, table, query, choose) {
  row.classList.add("ds-clickable");
  row.tabIndex = 0;
  const act = (event) => {
    const cell = event.target.closest("td") ?? row.cells[0];
    const text = cell.classList.contains("ds-null") ? null : (cell.dataset.value ?? cell.textContent.trim());
    const chosen = chosenBy(table.click, query, index, text);
    if (chosen) {
      choose(chosen, event.ctrlKey || event.metaKey);
    }
  };
  row.addEventListener("click", act);
  row.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === row) {
      act(event);
    }
  });
}
