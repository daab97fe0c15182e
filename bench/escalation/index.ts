import type { Group } from "../frame/measure.ts";
import { timeMachine } from "./time-machine.ts";

export const escalation: Group = { name: "escalation", needsDatabase: false, measures: [timeMachine] };
