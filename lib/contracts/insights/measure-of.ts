import { durationsOf } from "../durations.ts";
import { rankHypotheses } from "../hypothesis.ts";
import { isActivePhase } from "../incident-terms.ts";
import type { RoomState } from "../room.ts";
import { promiseRecord } from "../status/promises.ts";
import type { TimelineEntry } from "../timeline.ts";

/** The cause of an incident whose accepted explanation names no known mechanism. */
export const OTHER_CAUSE = "other";

/** What an incident is compared by. Times in milliseconds, null while unknown or where the instants stand in the wrong order. */
export type Measure = {
  cause: string | null;
  causeService: string | null;
  toDetect: number | null;
  toAcknowledge: number | null;
  toMitigate: number | null;
  toResolve: number | null;
  promisesKept: number;
  promisesMissed: number;
  promiseDueAt: string | null;
  agentAccepted: number;
  agentRefuted: number;
};

const LONG_AGO = "0000-01-01T00:00:00.000Z";

/** The measures of a room. Pure: whatever depends on the present moment, such as a promise that is still open, is left to whoever reads them. */
export function measureOf(room: RoomState): Measure {
  const { toDetect, toAcknowledge, toMitigate, toResolve } = durationsOf(room.timestamps);
  const promises = promiseRecord(room.told.publications, LONG_AGO);
  return {
    ...causeOf(room),
    toDetect: inOrder(toDetect),
    toAcknowledge: inOrder(toAcknowledge),
    toMitigate: inOrder(toMitigate),
    toResolve: inOrder(toResolve),
    promisesKept: promises.kept,
    promisesMissed: promises.due - promises.kept,
    promiseDueAt: promises.open,
    ...verdictsOf(room),
  };
}

function inOrder(duration: number | null): number | null {
  return duration !== null && duration >= 0 ? duration : null;
}

function causeOf({ hypotheses }: RoomState): Pick<Measure, "cause" | "causeService"> {
  const accepted = rankHypotheses(hypotheses).find(({ state }) => state === "accepted");
  return { cause: accepted ? (accepted.signature ?? OTHER_CAUSE) : null, causeService: accepted?.service ?? null };
}

/** What people decided of explanations that agents proposed. */
function verdictsOf({ hypotheses }: RoomState): Pick<Measure, "agentAccepted" | "agentRefuted"> {
  const judged = hypotheses.filter(({ by, decided }) => by.type === "agent" && decided?.by.type === "user");
  const count = (wanted: "accepted" | "refuted") => judged.filter(({ state }) => state === wanted).length;
  return { agentAccepted: count("accepted"), agentRefuted: count("refuted") };
}

export type UpdateCount = { kept: number; late: number };

/**
 * How many of the updates that the cadence asked for came in time within these entries, oldest first. `due`: when one was owed before the first of
 * them. One that comes late, or that is still owed when the incident ends, is late; one that nobody owed does not count. Pure.
 */
export function countUpdates(due: string | null, entries: readonly Pick<TimelineEntry, "fact" | "recordedAt">[]): UpdateCount {
  const count: UpdateCount = { kept: 0, late: 0 };
  let owed = due;
  for (const { fact, recordedAt } of entries) {
    const isLate = owed !== null && recordedAt > owed;
    if (fact.kind === "update" && owed !== null) count[isLate ? "late" : "kept"] += 1;
    if (fact.kind === "status" && !isActivePhase(fact.to) && isLate) count.late += 1;
    if (fact.kind === "merged") owed = null;
    else if ("nextUpdateDueAt" in fact) owed = fact.nextUpdateDueAt;
  }
  return count;
}
