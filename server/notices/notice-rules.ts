import type { Severity } from "#lib/contracts/incident.ts";
import { isActivePhase, SEVERITIES } from "#lib/contracts/incident-terms.ts";
import type { NoticeEvent, NoticeMatrix, NoticeRule } from "#lib/contracts/notice.ts";
import type { Fact } from "#lib/contracts/timeline.ts";

/** The kinds of facts that may be news. */
export const NEWS_KINDS = ["declared", "severity", "update", "status"] as const;

/** A line of the matrix that is looked at: for which severity, as which event. */
type Asked = { severity: Severity; event: NoticeEvent };

/** `event`: what it is called; `asked`: which lines tell of it; `isUrgent`: quiet hours do not hold it back. */
export type News = { event: NoticeEvent; severity: Severity; asked: Asked[]; isUrgent: boolean };

/**
 * What a fact is to people outside of the room, given the severity that stands; null when it is no news. Raising an incident begins it for
 * those who are told from there on; lowering it is told to those who heard of it, too. Pure.
 */
export function newsOf(fact: Fact, standing: Severity | null): News | null {
  switch (fact.kind) {
    case "declared":
      return fact.severity ? news("declared", fact.severity) : null;
    case "severity":
      return newsOfSeverity(fact.from, fact.to);
    case "update":
      return standing ? news("update", standing) : null;
    case "status":
      if (!standing) return null;
      if (fact.isReopen) return news("declared", standing);
      return isActivePhase(fact.from) && !isActivePhase(fact.to) && fact.to !== "merged" ? news("resolved", standing) : null;
    default:
      return null;
  }
}

function news(event: NoticeEvent, severity: Severity): News {
  return { event, severity, asked: [{ severity, event }], isUrgent: event === "declared" && severity === "SEV1" };
}

function newsOfSeverity(from: Severity | null, to: Severity): News {
  const isRaised = from === null || SEVERITIES.indexOf(to) < SEVERITIES.indexOf(from);
  const asked: Asked[] = [{ severity: to, event: "severity" }];
  if (isRaised) asked.unshift({ severity: to, event: "declared" });
  if (from) asked.push({ severity: from, event: "severity" });
  return { event: from === null ? "declared" : "severity", severity: to, asked, isUrgent: isRaised && to === "SEV1" };
}

/** The lines of the matrix that tell of it, each once, those of the higher severity first. Pure. */
export function rulesFor(matrix: NoticeMatrix, { asked }: Pick<News, "asked">): NoticeRule[] {
  const found = asked.flatMap(({ severity, event }) => matrix[severity].filter(({ events }) => events.includes(event)));
  return [...new Set(found)];
}

/** What happened, in one sentence. Pure. */
export function headlineOf(fact: Fact, title: string, severity: Severity): string {
  switch (fact.kind) {
    case "declared":
      return `${severity} declared: ${title}`;
    case "severity":
      return fact.from === null ? `${severity} declared: ${title}` : `Now ${fact.to}, before ${fact.from}: ${title}`;
    case "update":
      return `${severity} update: ${title}`;
    case "status":
      return `${severity} ${fact.isReopen ? "open again" : fact.to}: ${title}`;
    default:
      return title;
  }
}

/** What somebody wrote with it; empty when nothing. Pure. */
export function wordsOf(fact: Fact): string {
  if (fact.kind === "update") return fact.text;
  return fact.kind === "severity" || fact.kind === "status" ? (fact.reason ?? "") : "";
}
