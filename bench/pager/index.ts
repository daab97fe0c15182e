import type { Group } from "../frame/measure.ts";
import { alertIn } from "./alert-in.ts";
import { atOnce } from "./at-once.ts";
import { calm } from "./calm.ts";

export const pager: Group = { name: "pager", measures: [calm, atOnce, alertIn] };
