import { BUILT_IN_ROLES } from "./contracts/built-in-roles.ts";
import type { ImpactFigures, Phase, Severity, TimestampName } from "./contracts/incident.ts";
import type { FactOf, TimelineEntry } from "./contracts/timeline.ts";
import { accessWords } from "./describe-access.ts";
import { deadlineWords } from "./describe-deadline.ts";
import { acknowledgementWords, escalationWords, pageWords } from "./describe-escalation.ts";
import { HYPOTHESIS_TONES, hypothesisWords, percent } from "./describe-hypothesis.ts";
import { lessonWords } from "./describe-lesson.ts";
import { markWords } from "./describe-mark.ts";
import { actionItemWords, postmortemTone, postmortemWords } from "./describe-postmortem.ts";
import { describeRunbook, type RunbookIcon } from "./describe-runbook.ts";
import { alertTone, alertWords, changeWords } from "./describe-signal.ts";
import { describeTelling } from "./describe-telling.ts";
import { utcMinute } from "./utc-minute.ts";

export type EventIcon =
  | "declare"
  | "edit"
  | "phase"
  | "severity"
  | "impact"
  | "clock"
  | "person"
  | "handover"
  | "task"
  | "task-done"
  | "note"
  | "mark"
  | "link"
  | "eye"
  | "lock"
  | "relation"
  | "merge"
  | "update"
  | "document"
  | "agent"
  | "finding"
  | "hypothesis"
  | "report"
  | "page"
  | "acknowledge"
  | "escalate"
  | "alert"
  | "change"
  | RunbookIcon;

export type EventTone = "neutral" | "good" | "warn" | "bad" | "accent" | "SEV1" | "SEV2" | "SEV3" | "SEV4";

/** A run of words: plain and quiet, strong, a severity, or a phase (both shown under their renamed labels where there are any). */
export type Word = string | { strong: string } | { severity: Severity } | { phase: Phase };

/** One sentence about a fact. `words` follow the actor's name. `body` is Markdown that belongs below it, or null. */
export type EventDescription = { icon: EventIcon; tone: EventTone; words: Word[]; body: string | null };

const strong = (text: string): Word => ({ strong: text });
const quote = (text: string | null): Word[] => (text ? [` · “${text}”`] : []);

/** The only place that puts facts into words: for rooms, notifications, mail, chat and postmortems. */
export function describeEvent({ fact, annotation, actor }: Pick<TimelineEntry, "fact" | "annotation" | "actor">): EventDescription {
  switch (fact.kind) {
    case "declared":
      return say("declare", fact.severity ?? "accent", declaredWords(fact), fact.summary || null);
    case "edited":
      return fact.field === "title"
        ? say("edit", "neutral", ["renamed the incident to ", strong(fact.to)])
        : say("edit", "neutral", [fact.from ? "changed the summary" : "wrote the summary"], fact.to || null);
    case "field":
      return say("edit", "neutral", fact.to === null ? ["cleared ", strong(fact.label)] : ["set ", strong(fact.label), " to ", strong(fact.to)]);
    case "status":
      return say("phase", fact.to === "resolved" ? "good" : fact.isReopen ? "bad" : "accent", [
        fact.isReopen ? "reopened: " : "moved ",
        { phase: fact.from },
        " → ",
        { phase: fact.to },
        ...quote(fact.reason),
      ]);
    case "severity":
      return say("severity", fact.to, severityWords(fact));
    case "services":
      return say("impact", "neutral", serviceWords(fact));
    case "impact":
      return say(
        "impact",
        "neutral",
        ["described the impact: ", strong(figuresInWords(fact.figures) || "nothing known yet")],
        fact.figures.text || null,
      );
    case "interval":
      return say("impact", fact.action === "ended" ? "good" : "bad", intervalWords(fact));
    case "timestamp":
      return say("clock", "neutral", [
        fact.to ? "set " : "cleared ",
        strong(TIMESTAMP_WORDS[fact.name]),
        ...(fact.to ? [" to ", strong(utcMinute(fact.to.at))] : []),
        ...quote(fact.reason),
      ]);
    case "role":
      return say("person", fact.assignment.state === "released" ? "neutral" : "accent", roleWords(fact, actor.id));
    case "handover":
      return handoverWords(fact);
    case "task":
      return taskWords(fact);
    case "note":
      return annotation?.isRetracted
        ? say("note", "neutral", ["retracted a note"])
        : say("note", "neutral", ["noted"], annotation?.text ?? fact.text);
    case "amended":
      return say("edit", "neutral", ["edited a note"], fact.text);
    case "retracted":
      return say("edit", "neutral", [fact.isRetracted ? "retracted a note" : "restored a note"]);
    case "marked":
      return say("mark", "neutral", [markWords(fact)]);
    case "link":
      return say("link", "neutral", [`${fact.action} the link `, strong(fact.link.label)]);
    case "watcher":
      return say("eye", "neutral", [fact.isWatching ? "watches: " : "no longer watches: ", strong(fact.person.name)]);
    case "access":
      return say("lock", fact.visibility === "private" ? "warn" : "neutral", accessWords(fact));
    case "relation":
      return say("relation", "neutral", [
        fact.action === "added" ? "related this to " : "took back the relation to ",
        strong(fact.relation.reference),
        ` (${fact.relation.kind}) · ${fact.relation.title}`,
      ]);
    case "merged":
      return say("merge", "warn", ["merged this into ", strong(fact.into.reference), ` · ${fact.into.title}`]);
    case "absorbed":
      return say("merge", "neutral", ["merged ", strong(fact.source.reference), ` into this · ${fact.source.title}`]);
    case "unmerged":
      return say("merge", "neutral", ["undid the merge into ", strong(fact.from.reference), ", back in ", { phase: fact.phase }]);
    case "released":
      return say("merge", "neutral", ["undid the merge of ", strong(fact.source.reference), " into this"]);
    case "update":
    case "publication":
    case "question":
      return describeTelling(fact);
    case "deadline":
      return say("clock", "warn", deadlineWords(fact));
    case "document":
      return say("document", "neutral", [
        fact.document.version > 1 ? `posted version ${fact.document.version} of ` : "posted ",
        strong(fact.document.title),
      ]);
    case "agent":
      return say("agent", fact.state === "failed" ? "warn" : "neutral", [RUN_END_WORDS[fact.state], ...(fact.summary ? [` · ${fact.summary}`] : [])]);
    case "finding":
      return say("finding", "neutral", ["found: ", fact.text]);
    case "hypothesis":
      return say("hypothesis", HYPOTHESIS_TONES[fact.action] ?? "neutral", hypothesisWords(fact));
    case "investigation":
      if (!fact.isSufficient) return say("report", "warn", ["reported that the evidence does not suffice to name a cause"], fact.cause);
      return say("report", "accent", ["reported a root cause with ", strong(percent(fact.confidence)), " confidence"], fact.cause);
    case "page":
      return say("page", fact.steps.every(({ pages }) => pages.length === 0) ? "warn" : "accent", pageWords(fact));
    case "acknowledgement":
      return say("acknowledge", fact.answer === "acknowledged" ? "good" : "warn", acknowledgementWords(fact, actor.id));
    case "escalation":
      return say("escalate", fact.event === "exhausted" || fact.event === "unreachable" ? "bad" : "neutral", escalationWords(fact));
    case "alert":
      return say("alert", alertTone(fact), alertWords(fact), fact.note);
    case "change":
      return say("change", "neutral", changeWords(fact));
    case "runbook":
    case "runbook_step":
    case "approval":
      return describeRunbook(fact);
    case "postmortem":
      return say("document", postmortemTone(fact), postmortemWords(fact), fact.note);
    case "lesson":
      return say("task", "warn", ["found the action item ", strong(fact.title), ` of ${fact.reference}: it ${lessonWords(fact)}`]);
    case "action-item":
      return say(fact.item.state === "done" ? "task-done" : "task", fact.action === "reminded" ? "warn" : "neutral", actionItemWords(fact));
    default:
      return fact satisfies never;
  }
}

const RUN_END_WORDS = { done: "finished a run", failed: "could not finish a run", cancelled: "was stopped" } as const;

/** The sentence as plain text, with the actor's name first. */
export function sentenceOf(entry: Pick<TimelineEntry, "fact" | "annotation" | "actor">): string {
  return `${entry.actor.name} ${describeEvent(entry).words.map(plain).join("")}`;
}

function plain(word: Word): string {
  if (typeof word === "string") return word;
  if ("strong" in word) return word.strong;
  return "severity" in word ? word.severity : word.phase;
}

function say(icon: EventIcon, tone: EventTone, words: Word[], body: string | null = null): EventDescription {
  return { icon, tone, words, body };
}

function declaredWords(fact: FactOf<"declared">): Word[] {
  const kind = fact.incidentKind === "real" ? [] : [` · ${fact.incidentKind}`];
  const services = fact.services.length > 0 ? [" · ", strong(fact.services.map(({ name }) => name).join(", "))] : [];
  const figures = figuresInWords(fact.figures);
  return [
    "declared ",
    ...(fact.severity ? [{ severity: fact.severity }] : ["this, severity open"]),
    ...kind,
    ...services,
    ...(figures ? [` · ${figures}`] : []),
  ];
}

function severityWords(fact: FactOf<"severity">): Word[] {
  const change: Word[] = fact.from
    ? ["changed severity ", { severity: fact.from }, " → ", { severity: fact.to }]
    : ["set severity ", { severity: fact.to }];
  return [...change, ...quote(fact.reason), ...(fact.rule ? [` · rule: ${fact.rule}`] : [])];
}

function serviceWords(fact: FactOf<"services">): Word[] {
  const list = (names: { name: string }[]) => strong(names.map(({ name }) => name).join(", "));
  if (fact.removed.length === 0) return ["added ", list(fact.added), " to the affected services"];
  if (fact.added.length === 0) return ["took ", list(fact.removed), " off the affected services"];
  return ["changed the affected services: added ", list(fact.added), ", took off ", list(fact.removed)];
}

/** The known impact figures as one phrase; empty when nothing is known. */
export function figuresInWords(figures: ImpactFigures): string {
  const number = new Intl.NumberFormat("en");
  const parts = [
    figures.none ? "no impact" : null,
    figures.usersPercent === null ? null : `${number.format(figures.usersPercent)} % of users`,
    figures.customers === null ? null : `${number.format(figures.customers)} customers`,
    figures.revenuePerHour === null ? null : `${number.format(figures.revenuePerHour)} per hour at risk`,
    figures.regions.length > 0 ? figures.regions.join(", ") : null,
    figures.dataLoss ? "data loss" : null,
    figures.security ? "security" : null,
  ];
  return parts.filter((part) => part !== null).join(", ");
}

function intervalWords(fact: FactOf<"interval">): Word[] {
  const { interval } = fact;
  const what = `${interval.level} impact${interval.service ? ` on ${interval.service.name}` : ""}`;
  const share = interval.share === null ? "" : `, ${Math.round(interval.share * 100)} %`;
  const from = ` from ${utcMinute(interval.startedAt)}`;
  const until = interval.endedAt ? ` until ${utcMinute(interval.endedAt)}` : "";
  const verb = { opened: "recorded ", changed: "corrected ", ended: "ended ", removed: "removed " }[fact.action];
  return [verb, strong(what), `${share}${from}${until}`, ...quote(fact.reason)];
}

export const TIMESTAMP_WORDS: Record<TimestampName, string> = {
  startedAt: "impact began",
  detectedAt: "detected",
  declaredAt: "declared",
  acknowledgedAt: "acknowledged",
  identifiedAt: "identified",
  mitigatedAt: "mitigated",
  resolvedAt: "resolved",
  closedAt: "closed",
};

export function roleLabel(key: string, customRoles: readonly { key: string; label: string }[] = []): string {
  return [...BUILT_IN_ROLES, ...customRoles].find((role) => role.key === key)?.label ?? key;
}

function roleWords({ assignment, replaces, reason }: FactOf<"role">, actorId: string): Word[] {
  const role = roleLabel(assignment.role);
  const instead = replaces && replaces.person.id !== assignment.person.id ? [` instead of ${replaces.person.name}`] : [];
  if (assignment.state === "active" && assignment.person.id === actorId) return ["took the role ", strong(role), ...instead, ...quote(reason)];
  const verb = { paged: "asked ", active: "made ", standby: "put ", released: "released " }[assignment.state];
  const tail = { paged: " to be ", active: " the ", standby: " on standby as ", released: " from " }[assignment.state];
  return [verb, strong(assignment.person.name), tail, strong(role), ...instead, ...quote(reason)];
}

function handoverWords(fact: FactOf<"handover">): EventDescription {
  switch (fact.state) {
    case "offered":
      return say("handover", "warn", ["offers command to ", strong(fact.to.name)], fact.brief?.situation ?? null);
    case "accepted":
      return say("handover", "good", ["took over command from ", strong(fact.from.name)], fact.readBack);
    case "declined":
      return say("handover", "warn", ["declined command offered by ", strong(fact.from.name)]);
    case "withdrawn":
      return say("handover", "neutral", ["withdrew the offer of command to ", strong(fact.to.name)]);
    default:
      return fact.state satisfies never;
  }
}

function taskWords({ action, task, before }: FactOf<"task">): EventDescription {
  if (action === "added")
    return say("task", "neutral", ["added the task ", strong(task.title), ...(task.assignee ? [" for ", strong(task.assignee.name)] : [])]);
  if (action === "removed") return say("task", "neutral", ["removed the task ", strong(task.title)]);
  if (before?.state !== task.state) {
    const verb = { open: "reopened the task ", doing: "began the task ", done: "finished the task ", dropped: "dropped the task " }[task.state];
    return say(task.state === "done" ? "task-done" : "task", task.state === "done" ? "good" : "neutral", [verb, strong(task.title)]);
  }
  if (before?.assignee?.id !== task.assignee?.id)
    return say("task", "neutral", ["gave the task ", strong(task.title), " to ", strong(task.assignee?.name ?? "nobody")]);
  return say("task", "neutral", ["changed the task ", strong(task.title)]);
}
