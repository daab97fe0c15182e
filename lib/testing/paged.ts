import { DEFAULT_POLICY } from "../contracts/escalation/default-policy.ts";
import { foldEscalation } from "../contracts/escalation/fold.ts";
import { type Escalation, startEscalation } from "../contracts/escalation/state.ts";
import { BO, CY, idOf, minutesPast, NOON } from "./room.ts";

const ID = idOf(400);
const step = (level: string, title: string, at: string, person: { id: string; name: string }, page: number) => ({
  step: level,
  title,
  loop: 0,
  at,
  trigger: { afterMinutes: 0, until: "acknowledged" as const, severity: null, revenuePerHour: null },
  pages: [{ id: idOf(page), target: "on-call", name: person.name, person, answer: null }],
  problems: [],
});

/** An escalation by the ladder that comes with Muster, in which Bo was paged at noon, and Cy too after 15 minutes if asked. */
export function pagedEscalation({ hasLead = false } = {}): Escalation {
  const begun = startEscalation(ID, DEFAULT_POLICY, NOON);
  const steps = [step("on-call", "On-Call Engineer", NOON, BO, 401), ...(hasLead ? [step("team-lead", "Team Lead", minutesPast(15), CY, 402)] : [])];
  const paged = foldEscalation(begun, { kind: "page", escalation: ID, reason: null, isByHand: false, steps }, NOON);
  if (!paged) throw new Error("A page has a state after it.");
  return paged;
}
