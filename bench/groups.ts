import { doors } from "./doors/index.ts";
import { drills } from "./drills/index.ts";
import { escalation } from "./escalation/index.ts";
import type { Group } from "./frame/measure.ts";
import { insights } from "./insights/index.ts";
import { intake } from "./intake/index.ts";
import { oncall } from "./oncall/index.ts";
import { pager } from "./pager/index.ts";
import { rca } from "./rca/index.ts";
import { room } from "./room/index.ts";
import { status } from "./status/index.ts";

export const GROUPS: readonly Group[] = [room, doors, intake, rca, drills, oncall, escalation, pager, status, insights];
