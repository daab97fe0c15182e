import { FALLBACK } from "#lib/contracts/escalation/advance.ts";
import { levelName } from "#lib/contracts/escalation/ladder.ts";
import { type Escalation, type FiredStep, wordOf } from "#lib/contracts/escalation/state.ts";
import type { EscalationStatus, NotificationRow } from "#lib/contracts/escalation/status.ts";
import { minutesInWords, triggerInWords } from "#lib/contracts/escalation/words.ts";
import { SEVERITIES } from "#lib/contracts/incident-terms.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { proposeSeverity } from "#lib/contracts/severity.ts";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";
import { sentenceOf } from "#lib/describe-event.ts";

const HOUR = 3_600_000;

/** `14:45 L2 Team Lead escalated (15 min unresolved)`, and everything else that moved it. Pure. */
export function escalationTimeline(entries: readonly TimelineEntry[], escalation: Escalation): EscalationStatus["timeline"] {
  return entries.flatMap((entry) => {
    const { fact, recordedAt: at } = entry;
    if (fact.kind === "page") return fact.steps.map((step) => ({ at, text: stepLine(step, escalation, fact.isByHand, entry.actor.name) }));
    if (fact.kind === "acknowledgement" || fact.kind === "escalation" || fact.kind === "severity") return [{ at, text: sentenceOf(entry) }];
    return [];
  });
}

function stepLine(step: FiredStep, escalation: Escalation, isByHand: boolean, by: string): string {
  const level = levelName(escalation, step.step);
  const name = level === "-" ? step.title : `${level} ${step.title}`;
  const names = step.pages.map((page) => (page.answer?.means === "here" ? `${page.name} (here already)` : page.name)).join(", ");
  const how = isByHand ? `by hand, ${by}` : step.trigger ? triggerInWords(step.trigger) : "automatic";
  const problems = step.problems.length > 0 ? ` · ${step.problems.join("; ")}` : "";
  const verb = level === "L1" || step.step === FALLBACK ? "paged" : "escalated";
  return `${name} ${names ? `${verb}: ${names}` : "found nobody"} (${how})${problems}`;
}

type Situation = { room: RoomState; now: string; notifications: readonly NotificationRow[] };
type Action = EscalationStatus["actions"][number];

/** What the situation asks for now, each with the reason. Pure. */
export function recommendedActions({ room, now, notifications }: Situation): Action[] {
  const open = room.timestamps.startedAt?.at ?? room.timestamps.declaredAt?.at ?? now;
  const age = Date.parse(now) - Date.parse(open);
  const long = minutesInWords(Math.floor(age / 60_000));
  const isUnheard = room.escalation !== null && wordOf(room.escalation) === "exhausted" && notifications.every(({ answer }) => !answer);
  const actions: (Action | null)[] = [
    isUnheard ? { text: "Page somebody by hand", because: "the ladder ended without an answer", act: "escalate" } : null,
    ...unanswered(notifications, now),
    ...notifications
      .filter(({ state }) => state === "failed")
      .map(({ name, deliveries }) => ({
        text: `Reach ${name} another way`,
        because: deliveries.findLast(({ error }) => error)?.error ?? "every channel failed",
        act: "escalate" as const,
      })),
    room.nextUpdateDueAt && room.nextUpdateDueAt < now
      ? { text: "Post the update that is owed", because: "the next update is overdue", act: "update" }
      : null,
    severityBelow(room),
    isExecutivePaged(notifications) ? { text: "Prepare an executive summary", because: "leadership was paged and will ask" } : null,
    age >= HOUR && hasUsers(room)
      ? { text: "Draft a customer communication for an extended outage", because: `customers have been affected for ${long}`, act: "update" }
      : null,
    age >= HOUR / 2 && !room.hypotheses.some(({ state }) => state === "supported" || state === "accepted")
      ? { text: "Find further subject experts", because: `no cause is supported after ${long}`, act: "escalate" }
      : null,
    room.assignments.some(({ role }) => role === "commander")
      ? null
      : { text: "Take command", because: "nobody commands this incident", act: "command" },
  ];
  return actions.filter((action) => action !== null);
}

/** Five minutes is what somebody needs who is asleep. */
function unanswered(notifications: readonly NotificationRow[], now: string): Action[] {
  return notifications
    .filter(
      ({ answer, state, notifiedAt }) =>
        !answer && state !== "cancelled" && state !== "failed" && Date.parse(now) - Date.parse(notifiedAt) >= 300_000,
    )
    .map(({ name, notifiedAt }) => ({
      text: `Call ${name}, or page the next level`,
      because: `no answer for ${minutesInWords(Math.floor((Date.parse(now) - Date.parse(notifiedAt)) / 60_000))}`,
      act: "escalate",
    }));
}

function severityBelow({ figures, severity, services }: RoomState): Action | null {
  const { usersPercent, revenuePerHour, regions, dataLoss, security } = figures;
  const proposal = proposeSeverity({
    usersPercent,
    revenuePerHour,
    regions: regions.length,
    hasDataLoss: dataLoss,
    hasSecurityBreach: security,
    isCoreFunction: services.length > 0 ? null : false,
  });
  if (severity === null || SEVERITIES.indexOf(proposal.severity) >= SEVERITIES.indexOf(severity)) return null;
  return { text: `Raise the severity to ${proposal.severity}`, because: proposal.rule.toLowerCase(), act: "severity" };
}

const EXECUTIVE = /\b(vp|cto|ceo|coo|cio|chief|director|head|president)\b/i;

function isExecutivePaged(notifications: readonly NotificationRow[]): boolean {
  return notifications.some(({ role }) => EXECUTIVE.test(role));
}

function hasUsers({ figures }: RoomState): boolean {
  return !figures.none && ((figures.usersPercent ?? 0) > 0 || (figures.customers ?? 0) > 0 || (figures.revenuePerHour ?? 0) > 0);
}
