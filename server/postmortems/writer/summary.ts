import type { Cause } from "./cause.ts";
import { plainDay } from "./days.ts";
import { clause, clock, entryMark, figureRef, first, has, newest, said, servicesIn, spanOf, timeEntry, type WriterSource } from "./source.ts";

/** The table at the beginning: what a reader has to know who reads nothing else. Every number is a figure. */
export function summaryTable(source: WriterSource): string {
  const { room } = source;
  const rows: [string, string | null][] = [
    ["Incident ID", `${room.reference}${entryMark(1)}`],
    ["Duration", durationWords(source)],
    ["Severity", room.severity ? `${room.severity}${entryMark(newest(source, "severity") ?? 1)}` : null],
    ["Affected services", room.services.length > 0 ? `${servicesIn(source)}${entryMark(newest(source, "services") ?? 1)}` : null],
    ["Impact", impactWords(source)],
    ["Customers affected", has(source, "customers_affected") ? figureRef("customers_affected") : null],
    ["Revenue impact", has(source, "revenue_lost") ? `${figureRef("revenue_lost")} estimated` : null],
    ["Regions", room.figures.regions.length > 0 ? `${room.figures.regions.map(said).join(", ")}${entryMark(newest(source, "impact") ?? 1)}` : null],
    ["Incident commander", commander(source)],
  ];
  const known = rows.filter((row): row is [string, string] => row[1] !== null);
  return ["| Field | Value |", "| --- | --- |", ...known.map(([field, value]) => `| ${field} | ${value} |`)].join("\n");
}

function durationWords(source: WriterSource): string | null {
  if (!has(source, "impact_duration")) return null;
  const { from, to, isOverDays } = spanOf(source);
  return `${figureRef("impact_duration")} (${clock(from, isOverDays)} – ${clock(to, isOverDays)} UTC)`;
}

export function impactWords(source: WriterSource): string | null {
  const { text, none } = source.room.figures;
  const mark = entryMark(newest(source, "impact") ?? 1);
  if (none) return `No customer impact${mark}`;
  const share = has(source, "users_affected") ? `${figureRef("users_affected")} of users` : "";
  const told = [share, text ? clause(text) : ""].filter(Boolean).join(": ");
  return told ? `${told}${text ? mark : ""}` : null;
}

function commander(source: WriterSource): string | null {
  const held = source.room.assignments.find(({ role, state }) => role === "commander" && state !== "released");
  return held ? `${said(held.person.name)}${entryMark(newest(source, "role", ({ assignment }) => assignment.role === "commander"))}` : null;
}

/** What happened, in a few sentences for somebody who was not there. */
export function whatHappened(source: WriterSource, cause: Cause | null): string {
  const sentences = [
    beginning(source),
    becauseOf(source, cause),
    detection(source),
    ending(source),
    source.room.summary ? `${clause(source.room.summary)}${entryMark(newest(source, "edited", ({ field }) => field === "summary") ?? 1)}.` : null,
  ];
  return sentences.filter(Boolean).join(" ");
}

function beginning(source: WriterSource): string {
  const { room } = source;
  const { from } = spanOf(source);
  const what = room.intervals.some(({ level }) => level === "major")
    ? "outage"
    : room.figures.none
      ? "incident without customer impact"
      : "disruption";
  const who = room.services.length > 0 ? `${servicesIn(source)} had` : "there was";
  const long = has(source, "impact_duration") ? `a ${what} of ${figureRef("impact_duration")}` : `${/^[aeiou]/.test(what) ? "an" : "a"} ${what}`;
  const share = has(source, "users_affected") ? `, which affected ${figureRef("users_affected")} of users` : "";
  const customers = has(source, "customers_affected") ? `${share ? " and" : ", which affected"} ${figureRef("customers_affected")} customers` : "";
  return `On ${plainDay(from)}, ${who} ${long}${share}${customers}${entryMark(timeEntry(source, "startedAt") ?? 1)}.`;
}

function becauseOf(_: WriterSource, cause: Cause | null): string {
  if (!cause) return "Its cause is not established yet.";
  return cause.standing === "supported"
    ? `The likeliest cause so far: ${lowered(cause.statement)}${cause.marks}.`
    : `The cause: ${lowered(cause.statement)}${cause.marks}.`;
}

/** A sentence in the middle of another. */
function lowered(text: string): string {
  return /^\p{Lu}\p{Ll}+\s/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

function detection(source: WriterSource): string | null {
  const alert = first(source, "alert", ({ action }) => action === "fired" || action === "storm");
  if (alert?.fact.kind === "alert") {
    const lead = has(source, "time_to_alert") && (source.figures.find(({ name }) => name === "time_to_alert")?.value ?? -1) >= 0;
    return `An alert, ${said(alert.fact.alert.title)}, fired${lead ? ` ${figureRef("time_to_alert")} after the impact began` : ""}${entryMark(alert.seq)}.`;
  }
  return has(source, "time_to_detect")
    ? `It was detected ${figureRef("time_to_detect")} after the impact began${entryMark(timeEntry(source, "detectedAt") ?? timeEntry(source, "declaredAt"))}.`
    : null;
}

function ending(source: WriterSource): string | null {
  const { mitigatedAt, resolvedAt } = source.room.timestamps;
  const mitigated =
    mitigatedAt && has(source, "time_to_mitigate")
      ? `The impact was mitigated after ${figureRef("time_to_mitigate")}${entryMark(timeEntry(source, "mitigatedAt"))}.`
      : null;
  const resolved =
    resolvedAt && has(source, "time_to_resolve")
      ? `It was over after ${figureRef("time_to_resolve")}${entryMark(timeEntry(source, "resolvedAt"))}.`
      : null;
  return [mitigated, resolved].filter(Boolean).join(" ") || null;
}
