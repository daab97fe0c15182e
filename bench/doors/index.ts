import type { Group } from "../frame/measure.ts";
import { calls } from "./calls.ts";

export const doors: Group = { name: "doors", measures: [calls] };
