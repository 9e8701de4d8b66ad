/** Charts that are neither bars nor lines, as ECharts options: pure, without the document. */
import { ChartProblem } from "./data.js";
import { gauge, radar } from "./shapes/dials.js";
import { flow, network } from "./shapes/links.js";
import { ChartParts } from "./shapes/parts.js";
import { boxes, candles, heatmap, pictures, points } from "./shapes/plane.js";
import { funnel, pie, tiles } from "./shapes/shares.js";
import { whole } from "./shapes/whole.js";

const SHAPES = {
  scatter: points,
  effectScatter: points,
  pictorialBar: pictures,
  pie,
  funnel,
  gauge,
  heatmap,
  sankey: flow,
  graph: network,
  boxplot: boxes,
  candlestick: candles,
  radar,
  treemap: tiles,
  sunburst: tiles,
  option: whole,
};

/**
 * The ECharts option of one chart.
 *
 * @param chart `{type, columns: {part: column}, options, color}` as the page carries it
 * @param query `{columns, rows}`
 * @param look as for `chartOption`
 * @throws ChartProblem when the chart cannot be drawn for a reason its author can mend
 */
export function shapeOption(chart, query, look) {
  const shape = SHAPES[chart.type];
  if (!shape) {
    throw new ChartProblem(`There are no charts of type “${chart.type}”.`);
  }
  return shape(new ChartParts(chart, query, look), chart, look);
}
