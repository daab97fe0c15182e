import type { Group } from "../frame/measure.ts";
import { calls } from "./calls.ts";
import { firstLine } from "./first-line.ts";

export const doors: Group = { name: "doors", measures: [calls, firstLine] };
