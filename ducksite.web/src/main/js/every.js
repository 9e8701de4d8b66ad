/** Draws charts of all types: what a page fetches that has others than bars and lines. */
import {
  BoxplotChart,
  CandlestickChart,
  EffectScatterChart,
  FunnelChart,
  GaugeChart,
  GraphChart,
  HeatmapChart,
  PictorialBarChart,
  PieChart,
  RadarChart,
  SankeyChart,
  ScatterChart,
  SunburstChart,
  TreemapChart,
} from "echarts/charts";
import { DatasetComponent, RadarComponent, TitleComponent, VisualMapComponent } from "echarts/components";
import { use } from "echarts/core";
import { drawOthersBy } from "./options.js";
import { shapeOption } from "./shapes.js";

use([
  BoxplotChart,
  CandlestickChart,
  EffectScatterChart,
  FunnelChart,
  GaugeChart,
  GraphChart,
  HeatmapChart,
  PictorialBarChart,
  PieChart,
  RadarChart,
  SankeyChart,
  ScatterChart,
  SunburstChart,
  TreemapChart,
  DatasetComponent,
  RadarComponent,
  TitleComponent,
  VisualMapComponent,
]);
drawOthersBy(shapeOption);

export { drawCharts } from "./charts.js";
