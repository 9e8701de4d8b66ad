/** The order of a table's rows by one column: pure comparison of raw cell values. */

/**
 * Row numbers in order. Missing values come last in either direction; equal values keep their order.
 *
 * @param {(string | null)[]} values one raw value per row
 * @param {string} type `number`, `bool`, `date` or `text`
 * @param {boolean} descending
 * @param {string | undefined} locale how texts compare
 */
export function rowOrder(values, type, descending, locale) {
  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: "base" });
  const keys = values.map((value) => key(value, type));
  const sign = descending ? -1 : 1;
  return keys
    .map((_, index) => index)
    .sort((a, b) => {
      const left = keys[a];
      const right = keys[b];
      if (left === null || right === null) {
        return (left === null ? 1 : 0) - (right === null ? 1 : 0) || a - b;
      }
      const compared = typeof left === "number" ? left - right : collator.compare(left, right);
      return sign * compared || a - b;
    });
}

function key(value, type) {
  if (value === null || value === undefined) {
    return null;
  }
  switch (type) {
    case "number": {
      const number = Number(value);
      return value === "" || Number.isNaN(number) ? null : number;
    }
    case "bool":
      return value === "true" ? 1 : 0;
    default:
      return value;
  }
}
