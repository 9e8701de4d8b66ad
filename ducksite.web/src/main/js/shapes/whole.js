/** Charts whose whole option is written by the query. */
import { ChartProblem } from "../data.js";
import { grid, shared } from "./look.js";

/** The option that the first row's JSON says, in the page's colours and without what its content policy forbids. */
export function whole(data, chart, look) {
  const text = data.column("option_column").values[0];
  let option;
  try {
    option = JSON.parse(text);
  } catch {
    option = null;
  }
  if (option === null || typeof option !== "object" || Array.isArray(option)) {
    throw new ChartProblem("The first row holds no JSON object.");
  }
  plainTooltips(option);
  const { tooltip, ...rest } = shared(look);
  return {
    ...rest,
    grid,
    backgroundColor: "transparent",
    ...option,
    tooltip: { ...tooltip, ...option.tooltip, renderMode: "richText" },
  };
}

function plainTooltips(value) {
  if (value && typeof value === "object") {
    for (const [key, part] of Object.entries(value)) {
      if (key === "renderMode") {
        value[key] = "richText";
      }
      plainTooltips(part);
    }
  }
}
