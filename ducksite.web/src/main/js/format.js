/** Text forms of numbers, dates and column names: pure functions over values and a locale. */

const MAXIMUM_AUTOMATIC_FRACTION = 2;

/**
 * A function from a number to its text.
 *
 * @param {string | undefined} spec `integer`, `decimal:N`, `percent:N` (0.25 is 25 %), `compact`, `currency:EUR`;
 * anything
 *     else, or nothing, is at most two decimals
 * @param {string | undefined} locale a BCP 47 tag
 */
export function numberFormat(spec, locale) {
  const format = new Intl.NumberFormat(locale, numberOptions(spec));
  return (value) => (isMissing(value) ? "–" : format.format(value));
}

function numberOptions(spec) {
  const [kind, argument] = (spec ?? "").split(":");
  const digits = /^\d+$/.test(argument ?? "") ? Math.min(Number(argument), 10) : undefined;
  const exactly = (count) => ({ minimumFractionDigits: count, maximumFractionDigits: count });
  switch (kind.trim()) {
    case "integer":
      return { maximumFractionDigits: 0 };
    case "decimal":
      return exactly(digits ?? 1);
    case "percent":
      return { style: "percent", ...exactly(digits ?? 0) };
    case "compact":
      return { notation: "compact", maximumFractionDigits: 1 };
    case "currency":
      return /^[A-Za-z]{3}$/.test(argument ?? "")
        ? { style: "currency", currency: argument.toUpperCase() }
        : { maximumFractionDigits: MAXIMUM_AUTOMATIC_FRACTION };
    default:
      return { maximumFractionDigits: MAXIMUM_AUTOMATIC_FRACTION };
  }
}

/** The format of an axis: short where the numbers are long, so that labels never crowd out the chart. */
export function axisFormat(spec, largest, locale) {
  if (spec) {
    return numberFormat(spec, locale);
  }
  return numberFormat(largest >= 10_000 ? "compact" : undefined, locale);
}

/** Numbers that name something (a year, an hour): 2012, not 2,012. */
export function nameFormat(locale) {
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 6, useGrouping: "min2" });
  return (value) => (isMissing(value) ? "–" : format.format(value));
}

/**
 * Milliseconds since the epoch of an ISO date or timestamp, read as UTC when it names no zone; null when it is none.
 * A page shows wall-clock times as the database holds them, whatever the reader's zone.
 */
export function epochMillis(text) {
  if (typeof text !== "string" || !/^[+-]?\d{4,6}-\d\d-\d\d/.test(text)) {
    return null;
  }
  const iso = text
    .trim()
    .replace(" ", "T")
    .replace(/(\.\d{3})\d+/, "$1");
  const zoned = /T.*(Z|[+-]\d\d(:?\d\d)?)$/.test(iso)
    ? iso.replace(/([+-]\d\d)$/, "$1:00")
    : iso.includes("T")
      ? `${iso}Z`
      : iso;
  const millis = Date.parse(zoned);
  return Number.isNaN(millis) ? null : millis;
}

/** A function from epoch milliseconds to a full date, with the time of day when `withTime`. */
export function dateFormat(withTime, locale) {
  const time = withTime ? { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } : {};
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: "UTC",
    year: "numeric",
    month: "short",
    day: "numeric",
    ...time,
  });
  return (millis) => (isMissing(millis) ? "–" : format.format(millis));
}

const DAY = 86_400_000;

/** The labels of a time axis over a span: how a tick is written, and the least distance between two ticks. */
export function timeTicks(spanMillis, locale) {
  const formatter = (options) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone: "UTC", hourCycle: "h23", ...options });
    return (millis) => format.format(millis);
  };
  if (spanMillis > 3 * 365 * DAY) {
    return { label: formatter({ year: "numeric" }), minInterval: 365 * DAY };
  }
  if (spanMillis > 400 * DAY) {
    return { label: formatter({ month: "short", year: "2-digit" }), minInterval: 28 * DAY };
  }
  if (spanMillis > 70 * DAY) {
    return { label: formatter({ month: "short" }), minInterval: 28 * DAY };
  }
  if (spanMillis > 2 * DAY) {
    return { label: formatter({ day: "numeric", month: "short" }), minInterval: DAY };
  }
  return { label: formatter({ hour: "2-digit", minute: "2-digit" }), minInterval: 60_000 };
}

/** A column's name as a reader sees it: `late_percent` is "late percent". */
export function readableName(column) {
  return column.replaceAll("_", " ").trim();
}

function isMissing(value) {
  return value === null || value === undefined || (typeof value === "number" && !Number.isFinite(value));
}
