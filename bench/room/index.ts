import type { Group } from "../frame/measure.ts";
import { board } from "./board.ts";
import { calibration } from "./calibration.ts";
import { declare } from "./declare.ts";
import { fanOut } from "./fan-out.ts";
import { freshClone } from "./fresh-clone.ts";
import { longRoom } from "./long-room.ts";
import { memory } from "./memory.ts";
import { note } from "./note.ts";
import { overHttp } from "./over-http.ts";
import { pages } from "./pages.ts";
import { painted } from "./painted.ts";
import { start } from "./start.ts";
import { touch } from "./touch.ts";

export const room: Group = {
  name: "room",
  measures: [calibration, declare, note, overHttp, fanOut, board, longRoom, pages, painted, touch, start, memory, freshClone],
};
