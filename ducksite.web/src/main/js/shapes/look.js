/** What charts of all shapes have in common: tooltips, labels, axes, legends. */
import { domainAxis, valueAxis } from "../axes.js";
import { numberFormat } from "../format.js";

export function shared({ theme, locale, animate, patterns }, trigger = "item") {
  return {
    useUTC: true,
    animation: Boolean(animate),
    animationDuration: 300,
    color: theme.series,
    textStyle: { fontFamily: theme.font, color: theme.text },
    aria: { enabled: true, label: { enabled: false }, decal: { show: Boolean(patterns) } },
    tooltip: {
      trigger,
      renderMode: "richText", // the HTML mode sets inline styles, which the page's content policy forbids
      confine: true,
      valueFormatter: (value) => (Array.isArray(value) ? value.join(", ") : numberFormat(undefined, locale)(value)),
      backgroundColor: theme.card,
      borderColor: theme.line,
      borderWidth: 1,
      padding: [8, 10],
      textStyle: { color: theme.text, fontSize: 13 },
    },
  };
}

export const onColor = { fontSize: 12, color: "#fff", textBorderColor: "rgb(0 0 0 / 45%)", textBorderWidth: 2 };

export const grid = { left: 4, right: 16, top: 14, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" };

export function label({ theme }, rest = {}) {
  return { color: theme.text, fontSize: 12, textBorderWidth: 0, ...rest };
}

export function named(values, look) {
  const category = { kind: "category", positions: values, text: String };
  return domainAxis(category, look.width, look.theme, look.locale);
}

export function measured(values, look) {
  return { ...valueAxis(values, undefined, look.theme, look.locale), scale: true };
}

export function legend(look) {
  return {
    type: "scroll",
    bottom: 0,
    icon: "roundRect",
    itemWidth: 14,
    itemHeight: 10,
    textStyle: { color: look.theme.text, fontSize: 12 },
    pageTextStyle: { color: look.theme.muted },
    pageIconColor: look.theme.muted,
    pageIconInactiveColor: look.theme.line,
  };
}
