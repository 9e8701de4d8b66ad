/** What a click on a chart or a table chooses: values of the page's inputs. */

/**
 * The input that a click on a row sets, and to what.
 *
 * @param click `{input, value, antiInput, antiValue, action}` as the page carries it; all but `input` may be null
 * @param query `{columns, rows}`
 * @param row index of the row; null when the point stands for no row
 * @param otherwise the value where no column says it
 * @returns `{input, value}`, or null when there is nothing to choose
 */
export function chosenBy(click, query, row, otherwise) {
  const cell = (name) => {
    const index = name ? columnIndex(query, name) : -1;
    return index < 0 || row === null ? undefined : query.rows[row]?.[index];
  };
  const anti = Boolean(click.antiInput) && String(cell(click.action) ?? "").toLowerCase() === "anti";
  const value = (anti ? cell(click.antiValue) : undefined) ?? cell(click.value) ?? otherwise;
  return value === undefined || value === null || value === ""
    ? null
    : { input: anti ? click.antiInput : click.input, value: String(value) };
}

/** The index of a column, whose case may differ; -1 when there is none. */
export function columnIndex(query, name) {
  const exact = query.columns.findIndex((each) => each.name === name);
  const folded = String(name).toLowerCase();
  return exact >= 0 ? exact : query.columns.findIndex((each) => each.name.toLowerCase() === folded);
}

/**
 * The values of an input after a click: the one clicked, or with the control key, where several may be chosen, the
 * present ones with it or without it.
 */
export function afterClick(present, value, toggles, all) {
  if (!toggles) {
    return [value];
  }
  return present.includes(value)
    ? present.filter((each) => each !== value)
    : [...present.filter((each) => each !== all && each !== ""), value];
}

/** The row that a point of a chart stands for, as ECharts describes it; null when there is none. */
export function rowOf(point, chart, query) {
  const known = point.data?.row;
  if (Number.isInteger(known)) {
    return known;
  }
  if (["sankey", "graph"].includes(chart.type)) {
    const ends = [chart.columns.source, chart.columns.target].map((name) => columnIndex(query, name));
    const row = query.rows.findIndex((each) => ends.some((end) => String(each[end]) === point.name));
    return row < 0 ? null : row;
  }
  return Number.isInteger(point.dataIndex) && point.dataIndex < query.rows.length ? point.dataIndex : null;
}

/** The value of a point where no column says it: its place along the chart, its name, its number. */
export function pointValue(point, chart, query, row) {
  if (["sankey", "graph"].includes(chart.type) && point.dataType !== "edge") {
    return point.name;
  }
  const name = chart.columns?.x ?? chart.columns?.name ?? chart.columns?.source;
  const index = name ? columnIndex(query, name) : -1;
  const own = index >= 0 && row !== null ? query.rows[row][index] : undefined;
  return own ?? (point.name || point.value);
}
