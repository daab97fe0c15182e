import type { RoomState } from "../room.ts";
import { shareInWords } from "./draft.ts";
import { latestPublication } from "./publication.ts";
import { UPDATE_STATUS_LABELS } from "./terms.ts";

export const BRIEF_AUDIENCES = ["support", "executives", "leadership", "product", "team"] as const;
export type BriefAudience = (typeof BRIEF_AUDIENCES)[number];
export type BriefLine = { label: string; value: string };
/** What customers were told themselves, or may be; everything else in a brief is for people of this console. */
export const PUBLIC_LABELS: ReadonlySet<string> = new Set(["Customers were told", "What they can do", "Next update"]);
/** For executives alone. */
export const MONEY_LABEL = "Revenue at risk";

/** What one audience needs of an incident to do its own work, from what is recorded and from nothing else. Pure. */
export function briefFor(audience: BriefAudience, room: RoomState, now: string): BriefLine[] {
  const lines: Record<BriefAudience, [string, string][]> = {
    support: [...publicPart(room), ...impactPart(room), ["Next update", nextWords(room, now)], ["Do not promise", promiseWords(room)]],
    executives: [
      ...statePart(room),
      ...impactPart(room),
      ...moneyPart(room),
      ["Commander", commanderOf(room)],
      ["Next update", nextWords(room, now)],
    ],
    leadership: [
      ...statePart(room),
      ...impactPart(room),
      ["Commander", commanderOf(room)],
      ["Open actions", tasksOf(room)],
      ["Next update", nextWords(room, now)],
    ],
    product: [...statePart(room), ...impactPart(room), ...publicPart(room), ["Next update", nextWords(room, now)]],
    team: [
      ...statePart(room),
      ["Commander", commanderOf(room)],
      ["Open actions", tasksOf(room)],
      ["Last update", room.lastUpdate?.text ?? "None yet."],
    ],
  };
  return lines[audience].filter(([, value]) => value !== "").map(([label, value]) => ({ label, value }));
}

function publicPart({ told }: RoomState): [string, string][] {
  const last = latestPublication(told);
  if (!last) return [["Customers were told", "Nothing yet. Say that we know of it and are working on it, and nothing more."]];
  return [
    ["Customers were told", `${UPDATE_STATUS_LABELS[last.status]}: ${last.text}`],
    ["What they can do", last.workaround || "No way around it is known."],
  ];
}

function statePart({ severity, phase, title }: RoomState): [string, string][] {
  return [["What", `${title} (${severity ?? "severity not judged yet"}, ${phase})`]];
}

function impactPart(room: RoomState): [string, string][] {
  const { customers, regions, dataLoss } = room.figures;
  return [
    ["Affected", room.services.map(({ name }) => name).join(", ") || "Not known yet."],
    ["How much", shareInWords(room) || "Not known yet."],
    ["Customers", customers === null ? "" : new Intl.NumberFormat("en").format(customers)],
    ["Regions", regions.join(", ")],
    ["Data", dataLoss === null ? "" : dataLoss ? "Data was lost." : "No loss of data is known."],
  ];
}

function moneyPart({ figures: { revenuePerHour } }: RoomState): [string, string][] {
  return revenuePerHour === null ? [] : [[MONEY_LABEL, `${new Intl.NumberFormat("en").format(revenuePerHour)} an hour`]];
}

function commanderOf({ assignments }: RoomState): string {
  return assignments.find(({ role, state }) => role === "commander" && state === "active")?.person.name ?? "Nobody yet.";
}

function tasksOf({ tasks }: RoomState): string {
  return tasks.flatMap(({ state, title }) => (state === "open" || state === "doing" ? [title] : [])).join("; ");
}

function nextWords({ nextUpdateDueAt }: RoomState, now: string): string {
  if (!nextUpdateDueAt) return "None is due.";
  const clock = `${nextUpdateDueAt.slice(11, 16)} UTC`;
  return nextUpdateDueAt < now ? `It was due at ${clock} and is late.` : `By ${clock}.`;
}

function promiseWords({ told }: RoomState): string {
  const eta = latestPublication(told)?.eta;
  return eta ? "Any time at which it is over: the expected one is for stakeholders only." : "Any time at which it is over: none is known.";
}
