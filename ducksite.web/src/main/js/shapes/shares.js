/** Charts of shares in a whole: pies, funnels and tiles. */
import { label, legend, onColor, shared } from "./look.js";

export function pie(data, chart, look) {
  const { inner_radius: inner, outer_radius: outer = "70%", donut, ring } = chart.options;
  const hole = inner ?? (donut === "true" || ring === "true" ? "44%" : 0);
  return {
    ...shared(look),
    legend: legend(look),
    series: [
      {
        type: "pie",
        radius: [hole, outer],
        center: ["50%", "45%"],
        data: data.shares(),
        label: label(look, { show: look.width > 260 }),
        itemStyle: { borderColor: look.theme.card, borderWidth: 2 },
      },
    ],
  };
}

export function funnel(data, chart, look) {
  return {
    ...shared(look),
    series: [
      {
        type: "funnel",
        left: 8,
        right: 8,
        top: 8,
        bottom: 8,
        gap: 2,
        data: data.shares(),
        label: { position: "inside", ...onColor },
      },
    ],
  };
}

export function tiles(data, chart, look) {
  const palette = look.theme.series;
  const shares = data.shares().map((share, index) => ({
    ...share,
    itemStyle: { ...share.itemStyle, color: share.itemStyle.color ?? palette[index % palette.length] },
  }));
  const own =
    chart.type === "treemap"
      ? { roam: false, nodeClick: false, breadcrumb: { show: false }, left: 0, right: 0, top: 4, bottom: 4 }
      : { radius: chart.options.radius?.split(",").map((part) => part.trim()) ?? ["18%", "92%"], nodeClick: false };
  return {
    ...shared(look),
    series: [
      {
        type: chart.type,
        data: shares,
        label: onColor,
        itemStyle: { borderColor: look.theme.card, borderWidth: 2 },
        ...own,
      },
    ],
  };
}
