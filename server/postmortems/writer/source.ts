import type { Contradiction } from "#lib/contracts/contradictions/account.ts";
import type { Figure } from "#lib/contracts/figures.ts";
import type { OrganisationSettings } from "#lib/contracts/organisation.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type { FactOf, TimelineEntry } from "#lib/contracts/timeline.ts";
import type { Analysis } from "#server/rca/index.ts";

/** Whose a service is: the team, and who leads it. */
export type Owner = { service: string; team: string; lead: { id: string; name: string } | null };
/** An earlier incident that is like this one, with what was to be done about it and is not. */
export type Past = { reference: string; title: string; openItems: string[]; doneItems: string[] };

/** All that a postmortem is written from. `entries` oldest first, each as it reads now. */
export type WriterSource = {
  room: RoomState;
  entries: TimelineEntry[];
  figures: Figure[];
  settings: OrganisationSettings;
  analysis: Analysis | null;
  owners: Owner[];
  past: Past[];
  contradictions: Contradiction[];
  now: string;
};

/** Words of people as Markdown that says just them, on one line. */
export function said(text: string): string {
  return text
    .replaceAll(/([\\`*_[\]<>#|~])/g, "\\$1")
    .replaceAll("{{", "{ {")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** The same as a part of a sentence: without the full stop. */
export function clause(text: string): string {
  return said(text).replace(/[.!]+$/, "");
}

/** A clause that begins a sentence; a name in code keeps its first letter. */
export function opening(text: string): string {
  return /^[\p{Ll}]+(?:[\s,;:]|$)/u.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

export function figureRef(name: string): string {
  return `{{${name.replaceAll(/([\\`*_[\]<>#|~])/g, "\\$1")}}}`;
}

export function has(source: Pick<WriterSource, "figures">, name: string): boolean {
  return source.figures.some((figure) => figure.name === name);
}

export function valueOfFigure(source: Pick<WriterSource, "figures">, name: string): number | null {
  return source.figures.find((figure) => figure.name === name)?.value ?? null;
}

/** `[#12]`, or several of them. */
export function entryMark(...seqs: (number | null | undefined)[]): string {
  const known = [...new Set(seqs.filter((seq): seq is number => typeof seq === "number"))].slice(0, 4);
  return known.map((seq) => ` [#${seq}]`).join("");
}

export function evidenceMark(ids: readonly string[]): string {
  return ids
    .slice(0, 4)
    .map((id) => ` [${id}]`)
    .join("");
}

type Kind = TimelineEntry["fact"]["kind"];

/** The seq of the newest entry of a kind for which `holds`. */
export function newest<K extends Kind>({ entries }: WriterSource, kind: K, holds: (fact: FactOf<K>) => boolean = () => true): number | null {
  return entries.findLast(({ fact }) => fact.kind === kind && holds(fact as FactOf<K>))?.seq ?? null;
}

export function first<K extends Kind>({ entries }: WriterSource, kind: K, holds: (fact: FactOf<K>) => boolean = () => true): TimelineEntry | null {
  return entries.find(({ fact }) => fact.kind === kind && holds(fact as FactOf<K>)) ?? null;
}

/** The entry by which one of the incident's times is known. */
export function timeEntry(source: WriterSource, name: keyof RoomState["timestamps"]): number | null {
  const value = source.room.timestamps[name]?.at;
  if (!value) return null;
  const brought = source.entries.findLast(({ fact, recordedAt }) => {
    if (fact.kind === "timestamp") return fact.name === name && fact.to?.at === value;
    if (fact.kind === "status" || fact.kind === "declared") return fact.timestamps[name]?.at === value;
    return fact.kind === "acknowledgement" && name === "acknowledgedAt" && recordedAt === value;
  });
  return brought?.seq ?? 1;
}

/** `14:30`, or with its day where the incident lasted over midnight. */
export function clock(at: string, isOverDays: boolean): string {
  return isOverDays ? `${at.slice(5, 10)} ${at.slice(11, 16)}` : at.slice(11, 16);
}

/** When it began and when it ended, as far as that is known. */
export function spanOf({ room, entries, now }: WriterSource): { from: string; to: string; isOverDays: boolean } {
  const starts = room.intervals.map(({ startedAt }) => startedAt).toSorted();
  const ends = room.intervals.flatMap(({ endedAt }) => endedAt ?? []).toSorted();
  const from =
    starts[0] ?? room.timestamps.startedAt?.at ?? room.timestamps.detectedAt?.at ?? room.timestamps.declaredAt?.at ?? entries[0]?.occurredAt ?? now;
  const to = ends.at(-1) ?? room.timestamps.resolvedAt?.at ?? room.timestamps.mitigatedAt?.at ?? now;
  return { from, to: to < from ? from : to, isOverDays: from.slice(0, 10) !== to.slice(0, 10) };
}

export function servicesIn({ room }: WriterSource): string {
  return room.services.map(({ name }) => said(name)).join(", ");
}

/** What people wrote of it, oldest first. */
export function notesOf({ entries }: WriterSource): { seq: number; text: string; at: string; isStarred: boolean }[] {
  return entries.flatMap(({ fact, annotation, seq, occurredAt }) => {
    if (fact.kind !== "note" || annotation?.isRetracted) return [];
    return [{ seq, text: annotation?.text ?? fact.text, at: occurredAt, isStarred: annotation?.isStarred ?? false }];
  });
}
