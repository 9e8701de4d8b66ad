// The HTML that the server renders, made here from recorded results, so that style and scripts can be seen without
// a server.
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escape = (text) => String(text).replace(/[&<>"]/g, (character) => ENTITIES[character]);
const number = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });

const LINKS = [
  ["/", "Home"],
  ["/delays", "Delays"],
  ["/weather", "Weather"],
  ["/route", "Route"],
  ["/author", "Author"],
];

export function document(url, { title, current, main, page }) {
  const data = JSON.stringify(page ?? { charts: {}, queries: {} }).replaceAll("<", "\\u003c");
  const link = ([href, text]) => `<a href="${href}"${href === current ? ' aria-current="page"' : ""}>${text}</a>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<link rel="icon" href="${url("favicon.svg")}">
<script src="${url("theme.js")}"></script>
<link rel="stylesheet" href="${url("site.css")}">
<link rel="modulepreload" href="${url("charts.js")}">
<script type="module" src="${url("main.js")}"></script>
</head>
<body>
<header class="ds-header"><a class="ds-brand" href="/">Late, by the numbers</a>
<nav class="ds-nav">${LINKS.map(link).join("")}</nav>
<button class="ds-theme" type="button" hidden aria-label="Switch theme"></button></header>
<main class="ds-main">${main.join("\n")}</main>
<footer class="ds-footer">Built with <a href="/">ducksite</a></footer>
<script type="application/json" id="ducksite-page">${data}</script>
</body>
</html>`;
}

export const prose = (...html) => `<section class="ds-prose">${html.join("\n")}</section>`;

export function grid(...cells) {
  const cell = ([span, html]) => `<div class="ds-cell ds-span-${span}">${html}</div>`;
  return `<div class="ds-grid">${cells.map(cell).join("")}</div>`;
}

export function chart(id, title, result) {
  const text = escape(title);
  return `<figure class="ds-card ds-chart-card"><figcaption>${text}</figcaption>
<div class="ds-chart" data-chart="${id}" role="img" aria-label="${text}"></div>
<details class="ds-data"><summary>Show data</summary>${element(result, result?.rows.length ?? 0)}</details></figure>`;
}

export function table(title, result, limit) {
  const all = result.rows.length;
  const note = `<p class="ds-note">Showing ${number.format(limit)} of ${number.format(all)} rows</p>`;
  return `<figure class="ds-card ds-table-card"><figcaption>${escape(title)}</figcaption>
<div class="ds-scroll" tabindex="0">${element(result, limit)}</div>${limit < all ? note : ""}</figure>`;
}

function element(result, limit) {
  if (!result) {
    return "";
  }
  const columns = result.columns
    .map((column, index) => ({ ...column, index }))
    .filter((column) => column.name !== "_color");
  const head = columns.map(({ name, type }) => `<th scope="col" data-type="${type}">${escape(name)}</th>`);
  const rows = result.rows
    .slice(0, limit)
    .map((row) => `<tr>${columns.map(({ index, type }) => cell(row[index], type)).join("")}</tr>`);
  return `<table class="ds-table"><thead><tr>${head.join("")}</tr></thead>
<tbody>${rows.join("")}</tbody></table>`;
}

function cell(value, type) {
  if (value === null) {
    return '<td class="ds-null">—</td>';
  }
  return type === "number"
    ? `<td class="ds-num" data-value="${value}">${number.format(value)}</td>`
    : `<td data-value="${escape(value)}">${escape(value)}</td>`;
}
