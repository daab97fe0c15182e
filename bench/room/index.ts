import type { Group } from "../frame/measure.ts";
import { calibration } from "./calibration.ts";
import { declare } from "./declare.ts";
import { fanOut } from "./fan-out.ts";
import { freshClone } from "./fresh-clone.ts";
import { memory } from "./memory.ts";
import { note } from "./note.ts";
import { overHttp } from "./over-http.ts";
import { start } from "./start.ts";

export const room: Group = { name: "room", measures: [calibration, declare, note, overHttp, fanOut, start, memory, freshClone] };
