/** Charts of links between names: flows and networks. */
import { label, shared } from "./look.js";

/** Nodes and links; a link without a weight counts as one. */
function links(data) {
  const [sources, targets] = [data.names("source"), data.names("target")];
  const weights = data.has("value") ? data.numbers("value") : sources.map(() => 1);
  return {
    data: [...new Set([...sources, ...targets])].map((name) => ({ name })),
    links: sources
      .map((source, row) => ({ source, target: targets[row], value: weights[row], row }))
      .filter((link) => link.value !== null),
  };
}

export function flow(data, chart, look) {
  return {
    ...shared(look),
    series: [
      {
        type: "sankey",
        ...links(data),
        left: 4,
        right: look.width > 420 ? 110 : 70,
        top: 8,
        bottom: 8,
        label: label(look),
        lineStyle: { color: "source", opacity: 0.45 },
        emphasis: { focus: "adjacency" },
      },
    ],
  };
}

export function network(data, chart, look) {
  const { data: nodes, links: edges } = links(data);
  const weight = new Map(nodes.map(({ name }) => [name, 0]));
  for (const { source, target, value } of edges) {
    weight.set(source, weight.get(source) + value);
    weight.set(target, weight.get(target) + value);
  }
  const most = Math.max(...weight.values(), 1);
  return {
    ...shared(look),
    series: [
      {
        type: "graph",
        layout: chart.options.layout === "circular" ? "circular" : "force",
        roam: true,
        force: { repulsion: 180, edgeLength: 90 },
        circular: { rotateLabel: true },
        data: nodes.map((node, index) => ({
          ...node,
          value: weight.get(node.name),
          symbolSize: 14 + 26 * Math.sqrt(weight.get(node.name) / most),
          itemStyle: { color: look.theme.series[index % look.theme.series.length] },
        })),
        links: edges,
        label: label(look, { show: true, position: "right" }),
        lineStyle: { color: look.theme.muted, opacity: 0.5, curveness: 0.15 },
      },
    ],
  };
}
