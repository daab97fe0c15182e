import { FALLBACK } from "#lib/contracts/escalation/advance.ts";
import { type Escalation, type FiredStep, pagesOf } from "#lib/contracts/escalation/state.ts";
import type { EscalationStatus, NotificationRow, RungView } from "#lib/contracts/escalation/status.ts";
import { type LevelTime, levelTimes, nextMoment, viewOf } from "#lib/contracts/escalation/times.ts";
import { minutesInWords, triggerInWords } from "#lib/contracts/escalation/words.ts";
import { SEVERITIES } from "#lib/contracts/incident-terms.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { proposeSeverity } from "#lib/contracts/severity.ts";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";
import { sentenceOf } from "#lib/describe-event.ts";

const HOUR = 3_600_000;

/** `L1` for the first level; `-` for what is on none, such as a page by hand. */
export function levelName({ policy }: Escalation, step: string): string {
  const index = policy?.levels.findIndex(({ id }) => id === step) ?? -1;
  return index < 0 ? "-" : `L${index + 1}`;
}

/** The ladder: each level with its time, and whom it would reach now. Pure. */
export function rungsOf(escalation: Escalation, room: RoomState, reached: (time: LevelTime) => Pick<RungView, "people" | "problems">): RungView[] {
  return levelTimes(escalation, viewOf(room)).map((time) => {
    const { level, index, state, at, trigger } = time;
    const fired = escalation.fired.findLast((step) => step.step === level.id);
    const why = trigger ?? fired?.trigger ?? level.triggers[0] ?? null;
    const whom = fired && state === "fired" ? { people: fired.pages.map(({ name }) => name), problems: fired.problems } : reached(time);
    return { level: `L${index + 1}`, step: level.id, title: level.title, state, at, why: why ? triggerInWords(why) : "by hand", ...whom };
  });
}

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

/** `If not resolved by 16:30, CTO will be notified.` Times in words are left to who shows them: `at` is exact. Pure. */
export function nextStep(escalation: Escalation, room: RoomState): EscalationStatus["next"] {
  const next = nextMoment(escalation, viewOf(room));
  if (!next) return null;
  const due = levelTimes(escalation, viewOf(room)).filter(({ state, at }) => state === "due" && at === next.at);
  const until = due.every(({ trigger }) => trigger?.until === "resolved") ? "resolved" : "acknowledged";
  const titles = due.map(({ level }) => level.title).join(" and ");
  switch (next.what) {
    case "level":
      return { at: next.at, title: titles, sentence: `If not ${until} by then, ${titles} will be notified.` };
    case "repeat":
      return { at: next.at, title: "From the first level again", sentence: "If nobody acknowledges by then, it begins at the first level again." };
    case "exhausted":
      return { at: next.at, title: "The fallback", sentence: "If nobody acknowledges by then, the fallback is told that nobody answered." };
    case "timeout":
      return { at: next.at, title: "From the first level again", sentence: "Without activity until then, the acknowledgement runs out." };
    default:
      return next.what satisfies never;
  }
}

type Situation = { room: RoomState; now: string; notifications: readonly NotificationRow[] };
type Action = EscalationStatus["actions"][number];

/** What the situation asks for now, each with the reason. Pure. */
export function recommendedActions({ room, now, notifications }: Situation): Action[] {
  const open = room.timestamps.startedAt?.at ?? room.timestamps.declaredAt?.at ?? now;
  const age = Date.parse(now) - Date.parse(open);
  const long = minutesInWords(Math.floor(age / 60_000));
  const actions: (Action | null)[] = [
    ...unanswered(notifications, now),
    ...notifications
      .filter(({ state }) => state === "failed")
      .map(({ name, deliveries }) => ({
        text: `Reach ${name} another way`,
        because: deliveries.findLast(({ error }) => error)?.error ?? "every channel failed",
      })),
    room.nextUpdateDueAt && room.nextUpdateDueAt < now ? { text: "Post the update that is owed", because: "the next update is overdue" } : null,
    severityBelow(room),
    isExecutivePaged(notifications) ? { text: "Prepare an executive summary", because: "leadership was paged and will ask" } : null,
    age >= HOUR && hasUsers(room)
      ? { text: "Draft a customer communication for an extended outage", because: `customers have been affected for ${long}` }
      : null,
    age >= HOUR / 2 && !room.hypotheses.some(({ state }) => state === "supported" || state === "accepted")
      ? { text: "Find further subject experts", because: `no cause is supported after ${long}` }
      : null,
    room.assignments.some(({ role }) => role === "commander") ? null : { text: "Take command", because: "nobody commands this incident" },
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
  return { text: `Raise the severity to ${proposal.severity}`, because: proposal.rule.toLowerCase() };
}

const EXECUTIVE = /\b(vp|cto|ceo|coo|cio|chief|director|head|president)\b/i;

function isExecutivePaged(notifications: readonly NotificationRow[]): boolean {
  return notifications.some(({ role }) => EXECUTIVE.test(role));
}

function hasUsers({ figures }: RoomState): boolean {
  return !figures.none && ((figures.usersPercent ?? 0) > 0 || (figures.customers ?? 0) > 0 || (figures.revenuePerHour ?? 0) > 0);
}

/** The rows of the table from the state; `rows` add what is known of each delivery. Pure. */
export function notificationRows(
  escalation: Escalation,
  rows: ReadonlyMap<string, Pick<NotificationRow, "state" | "deliveries">>,
): NotificationRow[] {
  return pagesOf(escalation).map(({ id, name, person, answer, step }) => ({
    page: id,
    level: levelName(escalation, step.step),
    role: step.title,
    person,
    name,
    notifiedAt: step.at,
    state: rows.get(id)?.state ?? "queued",
    answer,
    deliveries: rows.get(id)?.deliveries ?? [],
  }));
}
