import type { Group } from "../frame/measure.ts";
import { serving } from "./serving.ts";

export const status: Group = { name: "status", needsDatabase: false, measures: [serving] };
