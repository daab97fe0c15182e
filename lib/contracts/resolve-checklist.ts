import { isActivePhase } from "./incident-terms.ts";
import type { RoomState } from "./room.ts";

export const STABLE_MINUTES = 15;

/** `isMet` null: the room does not say; a person has to know. `why` is one sentence. */
export type ResolveCriterion = { key: "cause" | "metrics" | "impact" | "stable"; label: string; isMet: boolean | null; why: string };

/** What should hold before an incident is called resolved, as far as the room can tell. Advice: it never stops anybody. `now` RFC 3339. */
export function resolveChecklist(room: RoomState, now: string): ResolveCriterion[] {
  return [
    { key: "cause", label: "The cause is fixed", ...causeFixed(room) },
    { key: "metrics", label: "Metrics are back to normal", ...metricsNormal(room) },
    { key: "impact", label: "No user is affected any more", ...impactOver(room) },
    { key: "stable", label: `Stable for ${STABLE_MINUTES} minutes`, ...stable(room, now) },
  ];
}

type Answer = Pick<ResolveCriterion, "isMet" | "why">;

function causeFixed({ phase, timestamps }: RoomState): Answer {
  if (timestamps.mitigatedAt && timestamps.identifiedAt) return { isMet: true, why: "The cause was identified and mitigated." };
  if (timestamps.mitigatedAt) return { isMet: null, why: "It is mitigated, but no cause was identified." };
  if (phase === "triage" || phase === "investigating") return { isMet: false, why: "The cause is still being looked for." };
  return { isMet: false, why: "No mitigation is recorded." };
}

function metricsNormal(room: RoomState): Answer {
  if (openImpact(room).length > 0) return { isMet: false, why: "Impact is still recorded as going on." };
  return { isMet: null, why: "Look at the dashboards: the room does not hold metrics." };
}

function impactOver(room: RoomState): Answer {
  const open = openImpact(room);
  if (open.length > 0) return { isMet: false, why: `Impact goes on${open[0]?.service ? ` on ${open[0].service.name}` : ""}.` };
  if (room.intervals.length > 0) return { isMet: true, why: "Every recorded stretch of impact has ended." };
  if (room.figures.none) return { isMet: true, why: "There was no impact." };
  return { isMet: null, why: "No impact was recorded, nor that there was none." };
}

function stable(room: RoomState, now: string): Answer {
  if (openImpact(room).length > 0) return { isMet: false, why: "Impact goes on." };
  const ends = room.intervals.flatMap(({ endedAt }) => (endedAt ? [endedAt] : []));
  const since = [...ends, ...(room.timestamps.mitigatedAt ? [room.timestamps.mitigatedAt.at] : []), ...lastTurn(room)].toSorted().at(-1);
  if (!since || (ends.length === 0 && !room.timestamps.mitigatedAt))
    return { isMet: null, why: "Neither a mitigation nor an end of impact is recorded." };
  const minutes = Math.floor((Date.parse(now) - Date.parse(since)) / 60_000);
  if (minutes >= STABLE_MINUTES) return { isMet: true, why: `Nothing has changed for the worse for ${minutes} minutes.` };
  return { isMet: false, why: `Only ${Math.max(0, minutes)} of ${STABLE_MINUTES} minutes have passed since the last turn.` };
}

/** When the present severity or, before monitoring, the present phase began: a recent change of either is not stability. */
function lastTurn(room: RoomState): string[] {
  const severity = room.severities.length > 1 ? room.severities.at(-1) : undefined;
  const phase = isActivePhase(room.phase) && room.phase !== "monitoring" ? room.phases.at(-1) : undefined;
  return [severity, phase].flatMap((span) => (span ? [span.startedAt] : []));
}

function openImpact(room: RoomState): RoomState["intervals"] {
  return room.intervals.filter(({ endedAt }) => endedAt === null);
}
