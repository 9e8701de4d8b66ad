/** Rows as CSV after RFC 4180: CRLF, quotes where needed, a missing value empty and an empty text quoted. */

/** @param {(string | null)[][]} rows the first one is the header */
export function csvText(rows) {
  return rows.map((row) => `${row.map(field).join(",")}\r\n`).join("");
}

function field(value) {
  if (value === null || value === undefined) {
    return "";
  }
  return value === "" || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** A file name for a download: letters, digits and hyphens of a title. */
export function fileName(title) {
  const slug = title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  return `${slug.slice(0, 60) || "data"}.csv`;
}
