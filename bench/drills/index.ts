import type { Group } from "../frame/measure.ts";
import { investigate } from "./investigate.ts";

export const drills: Group = { name: "drills", measures: [investigate] };
