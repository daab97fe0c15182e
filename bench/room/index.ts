import type { Group } from "../frame/measure.ts";
import { calibration } from "./calibration.ts";
import { declare } from "./declare.ts";
import { fanOut } from "./fan-out.ts";
import { note } from "./note.ts";

export const room: Group = { name: "room", measures: [calibration, declare, note, fanOut] };
