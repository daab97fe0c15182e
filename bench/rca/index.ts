import type { Group } from "../frame/measure.ts";
import { ablation } from "./ablation.ts";
import { accuracy } from "./accuracy.ts";
import { calm } from "./calm.ts";
import { leftOut } from "./left-out.ts";
import { metricWorlds } from "./metric-worlds.ts";
import { nab } from "./nab.ts";
import { renamed } from "./renamed.ts";
import { shops } from "./shops.ts";
import { speed } from "./speed.ts";
import { streams } from "./streams.ts";
import { sweep } from "./sweep.ts";
import { templates } from "./templates.ts";
import { worlds } from "./worlds.ts";

export const rca: Group = {
  name: "rca",
  needsDatabase: false,
  measures: [...accuracy, renamed, templates, streams, shops, worlds, metricWorlds, sweep, calm, leftOut, nab, speed, ablation],
};
