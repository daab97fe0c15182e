import { phaseLabel } from "#lib/contracts/phase-labels.ts";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";
import { sentenceOf } from "#lib/describe-event.ts";
import { bare, followUpsOf, gapsOf } from "./cause.ts";
import { clause, clock, said, spanOf, timeEntry, type WriterSource } from "./source.ts";

type Row = { at: string; words: string; mark: string; weight: number };

const MOST_ROWS = 40;
const MOST_WORDS = 220;

/** What a reader needs to follow it: starred and pinned entries, what changed the incident, and the first and last of what repeats. Pure. */
export function timelineRows(source: WriterSource): Row[] {
  const rows = [...source.entries.filter(isPartOfIt(source)).flatMap((entry) => rowOf(source, entry)), ...ofTimes(source), ...ofReport(source)];
  const unique = rows.filter(
    (row, index) => rows.findIndex((other) => other.words === row.words && other.at.slice(0, 16) === row.at.slice(0, 16)) === index,
  );
  const kept = new Set(unique.toSorted((one, other) => other.weight - one.weight || (one.at < other.at ? -1 : 1)).slice(0, MOST_ROWS));
  return unique.filter((row) => kept.has(row)).toSorted((one, other) => one.at.localeCompare(other.at) || other.weight - one.weight);
}

/** What people wrote after the end about gaps and follow-ups belongs to other sections. */
function isPartOfIt(source: WriterSource): (entry: TimelineEntry) => boolean {
  const { to } = spanOf(source);
  const aside = new Set([...followUpsOf(source), ...gapsOf(source)].map(({ seq }) => seq));
  return ({ seq, occurredAt, annotation }) => !aside.has(seq) || occurredAt <= to || annotation?.isStarred === true;
}

export function timelineTable(source: WriterSource): string {
  const rows = timelineRows(source);
  if (rows.length === 0) return "Nothing was recorded while it lasted.";
  const isOverDays = new Set(rows.map(({ at }) => at.slice(0, 10))).size > 1 || spanOf(source).isOverDays;
  const lines = rows.map(({ at, words, mark }) => `| ${clock(at, isOverDays)} | ${words}${mark} |`);
  return ["| Time (UTC) | Event |", "| --- | --- |", ...lines].join("\n");
}

function rowOf({ settings, room }: WriterSource, entry: TimelineEntry): Row[] {
  const weight = weightOf(entry, room.kind === "retrospective");
  if (weight === 0) return [];
  const words = wordsOf(entry, (phase) => phaseLabel(settings, phase));
  return words ? [{ at: entry.occurredAt, words, mark: ` [#${entry.seq}]`, weight }] : [];
}

/** How much an entry matters to who was not there: 0 leaves it out. */
function weightOf({ fact, annotation }: TimelineEntry, isRetrospective: boolean): number {
  if (annotation?.isRetracted) return 0;
  if (annotation?.isStarred) return 10;
  if (annotation?.isPinned) return 9;
  switch (fact.kind) {
    case "declared":
      return isRetrospective ? 0 : 9;
    case "status":
      return fact.to === "review" || fact.to === "closed" || isRetrospective ? 0 : 8;
    case "change":
    case "severity":
    case "merged":
      return 8;
    case "alert":
      return fact.action === "fired" || fact.action === "storm" ? 8 : fact.action === "resolved" ? 5 : 0;
    case "interval":
      return fact.action === "opened" && !isRetrospective ? 6 : fact.action === "ended" ? 7 : 0;
    case "hypothesis":
      return fact.action === "accepted" ? 8 : fact.action === "refuted" ? 3 : 0;
    case "handover":
      return fact.state === "accepted" ? 7 : 0;
    case "update":
      return 5;
    case "finding":
      return 5;
    case "acknowledgement":
      return fact.settles ? 7 : 0;
    case "page":
    case "escalation":
      return 4;
    case "note":
      return isRetrospective ? 7 : annotation && annotation.tags.length > 0 ? 6 : 3;
    default:
      return 0;
  }
}

function wordsOf(entry: TimelineEntry, label: (phase: never) => string): string {
  const { fact, annotation, actor } = entry;
  switch (fact.kind) {
    case "declared":
      return `${said(actor.name)} declared the incident${fact.severity ? ` (${fact.severity})` : ""}`;
    case "note":
      return cut(clause(bare(firstLine(annotation?.text ?? fact.text))));
    case "update":
      return `Update: ${cut(clause(firstLine(fact.text)))}`;
    case "status":
      return `Moved to ${said(label(fact.to as never))}${fact.reason ? `: ${clause(fact.reason)}` : ""}`;
    case "finding":
      return cut(clause(fact.text));
    case "change":
      return `${said(fact.change.title)}${fact.change.service ? ` (${said(fact.change.service)})` : ""}`;
    case "alert":
      return `Alert ${fact.action === "resolved" ? "resolved" : "fired"}: ${said(fact.alert.title)}`;
    case "interval":
      return intervalWords(fact.interval, fact.action);
    default:
      return cut(clause(sentenceOf(entry)));
  }
}

type Interval = WriterSource["room"]["intervals"][number];

function intervalWords({ level, service, share }: Interval, action: string): string {
  const what = `${level} impact${service ? ` on ${said(service.name)}` : ""}${share === null ? "" : `, ${Math.round(share * 100)} % of requests`}`;
  return action === "ended" ? `End of ${what}` : `Begin of ${what}`;
}

function firstLine(text: string): string {
  return text.split("\n").find((line) => line.trim() !== "") ?? "";
}

function cut(words: string): string {
  const characters = [...words];
  return characters.length > MOST_WORDS ? `${characters.slice(0, MOST_WORDS - 1).join("")}…` : words;
}

const TIMES = { startedAt: "Impact began", detectedAt: "Detected", mitigatedAt: "Mitigated", resolvedAt: "Full service restored" } as const;

/** Times that are known although nothing on the timeline happened then. */
function ofTimes(source: WriterSource): Row[] {
  return (Object.keys(TIMES) as (keyof typeof TIMES)[]).flatMap((name) => {
    const at = source.room.timestamps[name]?.at;
    if (!at) return [];
    const isTold = source.entries.some(
      (entry) => entry.occurredAt.slice(0, 16) === at.slice(0, 16) && weightOf(entry, source.room.kind === "retrospective") >= 7,
    );
    if (isTold && name !== "startedAt") return [];
    const seq = timeEntry(source, name);
    return [{ at, words: TIMES[name], mark: seq === null ? "" : ` [#${seq}]`, weight: 8 }];
  });
}

/** What the analyst saw in the evidence, where its findings are not on the timeline. */
function ofReport({ analysis, entries }: WriterSource): Row[] {
  if (!analysis || entries.some(({ fact }) => fact.kind === "finding")) return [];
  return analysis.timeline.flatMap(({ at, text, evidence }) =>
    evidence.length > 0
      ? [
          {
            at,
            words: cut(clause(text)),
            mark: evidence
              .slice(0, 3)
              .map((id) => ` [${id}]`)
              .join(""),
            weight: 5,
          },
        ]
      : [],
  );
}
