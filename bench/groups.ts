import { doors } from "./doors/index.ts";
import type { Group } from "./frame/measure.ts";
import { intake } from "./intake/index.ts";
import { rca } from "./rca/index.ts";
import { room } from "./room/index.ts";

export const GROUPS: readonly Group[] = [room, doors, intake, rca];
