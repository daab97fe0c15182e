import type { Group } from "../frame/measure.ts";
import { year } from "./year.ts";

export const oncall: Group = { name: "oncall", needsDatabase: false, measures: [year] };
