/** Axes of a chart: what kind of axis a column needs and how its labels are written. */
import { axisFormat, dateFormat, nameFormat, timeTicks } from "./format.js";

const CHARACTER_WIDTH = 6.6;
const MAXIMUM_STEPS_AS_NAMES = 40;

/**
 * The axis of the x column: `kind` is `time`, `value` or `category`; `positions` are what each row sits at; `text`
 * writes one position in full.
 */
export function domain(x, chartType, locale) {
  const moment = x.type === "date" || x.type === "timestamp";
  if (moment) {
    const text = dateFormat(x.type === "timestamp", locale);
    return chartType === "line"
      ? { kind: "time", positions: x.values, text }
      : { kind: "category", positions: x.values.map(text), text: String };
  }
  if (x.type === "number") {
    const text = nameFormat(locale);
    return chartType === "line" && !isCount(x.values)
      ? { kind: "value", positions: x.values, text }
      : { kind: "category", positions: x.values.map(text), text: String };
  }
  return { kind: "category", positions: x.values.map((value) => value ?? "–"), text: String };
}

/** Whether the values are a few whole numbers one apart, such as hours or years: names rather than measures. */
function isCount(values) {
  return (
    values.length <= MAXIMUM_STEPS_AS_NAMES &&
    values.every((value, i) => Number.isInteger(value) && (i === 0 || value === values[i - 1] + 1))
  );
}

/** The ECharts axis of a domain, for a chart that is `width` pixels wide. */
export function domainAxis(domain, width, theme, locale) {
  const shared = {
    axisLine: { lineStyle: { color: theme.line } },
    axisTick: { show: false },
    splitLine: { show: false },
    axisPointer: { label: { show: false, formatter: ({ value }) => domain.text(value) } },
  };
  const label = { color: theme.muted, fontSize: 12, hideOverlap: true };
  switch (domain.kind) {
    case "time": {
      const known = domain.positions.filter((position) => position !== null);
      const span =
        known.length === 0 ? 0 : known.reduce((a, b) => Math.max(a, b)) - known.reduce((a, b) => Math.min(a, b));
      const ticks = timeTicks(span, locale);
      return {
        ...shared,
        type: "time",
        minInterval: ticks.minInterval,
        axisLabel: { ...label, formatter: ticks.label },
      };
    }
    case "value":
      return { ...shared, type: "value", scale: true, axisLabel: { ...label, formatter: nameFormat(locale) } };
    default:
      return {
        ...shared,
        type: "category",
        data: domain.positions,
        axisLabel: { ...label, ...labelLayout(domain.positions, width) },
      };
  }
}

/** How category labels fit below `width` pixels: level, slanted, or with gaps where even slanted ones would overlap. */
export function labelLayout(labels, width) {
  const slot = width / Math.max(labels.length, 1);
  const longest = labels.reduce((length, label) => Math.max(length, String(label).length), 0) * CHARACTER_WIDTH;
  if (longest + 4 <= slot) {
    return { interval: 0 };
  }
  if (slot >= 15) {
    return {
      interval: 0,
      rotate: longest + 4 <= slot * 1.5 ? 35 : slot < 20 ? 65 : 50,
      width: 130,
      overflow: "truncate",
      hideOverlap: false,
    };
  }
  return { rotate: longest > 40 ? 50 : 0, width: 130, overflow: "truncate" };
}

/** The ECharts axis of the measured values. */
export function valueAxis(values, spec, theme, locale) {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value ?? 0)), 0);
  return {
    type: "value",
    axisLabel: { color: theme.muted, fontSize: 12, formatter: axisFormat(spec, largest, locale) },
    splitLine: { lineStyle: { color: theme.grid } },
    splitNumber: 4,
  };
}
