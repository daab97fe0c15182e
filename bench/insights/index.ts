import type { Group } from "../frame/measure.ts";
import { read } from "./read.ts";

export const insights: Group = { name: "insights", measures: [read] };
