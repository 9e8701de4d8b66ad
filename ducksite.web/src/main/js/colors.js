/** Colours of charts: those of the theme, by name, and any that a query gives. */

const NAMED_COLORS = new Set(["good", "bad", "neutral", "accent", "muted"]);

/** The colours that charts draw with, read from the custom properties of the style sheet. */
export function readTheme(property) {
  const color = (name) => property(`--ds-${name}`).trim();
  return {
    font: color("font") || "sans-serif",
    text: color("text"),
    muted: color("muted"),
    line: color("line"),
    grid: color("grid"),
    card: color("card"),
    hover: color("hover"),
    accent: color("accent"),
    good: color("good"),
    bad: color("bad"),
    neutral: color("neutral"),
    series: [1, 2, 3, 4, 5, 6, 7, 8].map((number) => color(`series-${number}`)).filter((value) => value !== ""),
  };
}

/** The colour of one point: a name of the theme (`good`, `bad`, `neutral`, `accent`, `muted`), or any CSS colour. */
export function resolveColor(value, theme) {
  if (!value) {
    return null;
  }
  return NAMED_COLORS.has(value) ? theme[value] : value;
}

/** How a point looks that stands out: an outline in the colour of the text. */
export function highlight(theme) {
  return { borderColor: theme.text, borderWidth: 2, shadowBlur: 6, shadowColor: theme.text };
}
