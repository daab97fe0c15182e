import { isActivePhase } from "#lib/contracts/incident-terms.ts";
import type { RoomState } from "#lib/contracts/room.ts";

export type ProposedAction = { title: string; why: string };

type Rule = (room: RoomState) => ProposedAction | null;

/** What is usually the next thing to do in an incident as it stands, most urgent first, each with its reason. Pure. */
export function proposedActions(room: RoomState): ProposedAction[] {
  const known = new Set(room.tasks.map(({ title }) => title.toLowerCase()));
  return RULES.flatMap((rule) => rule(room) ?? []).filter(({ title }) => !known.has(title.toLowerCase()));
}

const isBefore = ({ phase }: RoomState, ...phases: RoomState["phase"][]): boolean => phases.includes(phase);
const named = ({ services }: RoomState): string => services.map(({ name }) => name).join(" and ") || "the failing service";
const holds = ({ assignments }: RoomState, role: string): boolean => assignments.some((held) => held.role === role && held.state !== "released");
const isGrave = ({ severity }: RoomState): boolean => severity === "SEV1" || severity === "SEV2";

const RULES: readonly Rule[] = [
  (room) => (isActivePhase(room.phase) && !holds(room, "commander") ? { title: "Name a commander", why: "nobody commands this incident" } : null),
  (room) => (room.severity ? null : { title: "Assess the severity", why: "the update clock and who is told depend on it" }),
  (room) =>
    room.services.length > 0 || !isActivePhase(room.phase)
      ? null
      : { title: "Say which services are affected", why: "dependencies and owners follow from it" },
  (room) =>
    room.figures.usersPercent === null && room.figures.customers === null && isActivePhase(room.phase)
      ? { title: "Find out how many users are affected", why: "severity and updates rest on it" }
      : null,
  (room) => (isBefore(room, "triage", "investigating") ? { title: `Look at the logs of ${named(room)}`, why: "the cause is not known" } : null),
  (room) =>
    isBefore(room, "triage", "investigating") ? { title: "Check recent deployments and flags", why: "most incidents begin with a change" } : null,
  (room) => (isBefore(room, "triage", "investigating") ? { title: `Check what ${named(room)} depends on`, why: "the cause may be upstream" } : null),
  (room) => (isBefore(room, "identified") ? { title: "Choose a mitigation, roll back first", why: "the cause is known and impact goes on" } : null),
  (room) =>
    isBefore(room, "mitigating", "monitoring")
      ? { title: "Watch error rate and latency for 15 minutes", why: "stable is what ends an incident" }
      : null,
  (room) =>
    isGrave(room) && isActivePhase(room.phase) && !holds(room, "communications")
      ? { title: "Give somebody communications", why: "people outside wait for words, and the commander has other work" }
      : null,
  (room) =>
    isGrave(room) && isActivePhase(room.phase) && room.lastUpdate === null
      ? { title: "Prepare the first update for customers", why: "none was posted yet" }
      : null,
  (room) => (room.phase === "resolved" ? { title: "Plan the review", why: "what was learnt fades within days" } : null),
];
