import type { Group } from "../frame/measure.ts";
import { ablation } from "./ablation.ts";
import { accuracy } from "./accuracy.ts";

export const rca: Group = { name: "rca", needsDatabase: false, measures: [...accuracy, ablation] };
