"use client";

import { Pin, Star } from "lucide-react";
import Link from "next/link";
import { memo, type PointerEvent, useState } from "react";
import { flushSync } from "react-dom";
import { RunLink } from "#components/agents/run-link.tsx";
import { DocumentFold } from "#components/documents/document-fold.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Chip } from "#components/ui/badge.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";
import { describeEvent } from "#lib/describe-event.ts";
import { durationWords, offsetFrom, shortTime } from "#lib/time.ts";
import { AttachmentList } from "./attachment-list.tsx";
import { type Approach, EntryMenu } from "./entry-menu.tsx";
import { EventIcon } from "./event-icon.tsx";
import { EventWords } from "./event-words.tsx";
import { lateBy } from "./layout-timeline.ts";
import { Markdown } from "./markdown.tsx";
import { NoteEditor } from "./note-editor.tsx";

export type EntryRowProps = {
  entry: TimelineEntry;
  reference: string;
  /** T+0 of the room: the start of impact, else the declaration. RFC 3339. */
  zero: string;
  phaseLabels: Record<string, string>;
  isFirstOfMinute: boolean;
  isNew: boolean;
  isEditing: boolean;
  canWrite: boolean;
  onEdit: (seq: number | null) => void;
};

/** One entry: when (clock and offset), who, what; notes with their text. */
export const EntryRow = memo(function EntryRow(props: EntryRowProps) {
  const { entry, zero, phaseLabels, isFirstOfMinute, isNew, isEditing } = props;
  const { icon, tone, words, body } = describeEvent(entry);
  const isNote = entry.fact.kind === "note";
  const isRetracted = entry.annotation?.isRetracted === true;
  const [approach, setApproach] = useState<Approach>("none");
  // At once, so that a press that follows meets the same button; a finger comes near only by pressing.
  const meet = ({ pointerType }: PointerEvent) => approach === "none" && pointerType !== "touch" && flushSync(() => setApproach("pointer"));
  return (
    <li
      onPointerEnter={meet}
      id={`entry-${entry.seq}`}
      className={`group/entry relative grid grid-cols-[44px_22px_minmax(0,1fr)] gap-x-2.5 rounded-lg py-1.5 sm:grid-cols-[64px_22px_minmax(0,1fr)] ${isNew ? "entry-new" : ""}`}
    >
      <div className="text-right font-mono text-12 leading-[22px] text-ink-faint">
        {isFirstOfMinute ? (
          <>
            <TimeText at={entry.occurredAt} format="time" />
            <span className="hidden text-11 leading-none sm:block">{offsetFrom(zero, entry.occurredAt)}</span>
          </>
        ) : null}
      </div>
      <div className="thread relative">
        {isNote && entry.actor.type === "user" ? (
          <Avatar id={entry.actor.id} name={entry.actor.name} size="sm" />
        ) : (
          <EventIcon icon={icon} tone={tone} />
        )}
      </div>
      <div className="min-w-0 leading-[22px]">
        <p className="pr-16 text-13 pointer-coarse:pr-8">
          <bdi className="font-medium text-ink">{entry.actor.name}</bdi> <EventWords words={words} phaseLabels={phaseLabels} />
          {entry.fact.kind === "agent" ? (
            <>
              {" · "}
              <RunLink id={entry.fact.run}>read the run</RunLink>
            </>
          ) : null}
          <InvestigationLink entry={entry} reference={props.reference} />
          <Clocks entry={entry} />
          {entry.annotation?.editedAt && !isRetracted ? <span className="text-12 text-ink-faint"> · edited</span> : null}
        </p>
        {isEditing ? <NoteEditor entry={entry} reference={props.reference} onDone={() => props.onEdit(null)} /> : null}
        {body && !isEditing && !isRetracted ? <EntryBody body={body} isCard={isNote} /> : null}
        {entry.fact.kind === "document" ? <DocumentFold document={entry.fact.document} /> : null}
        {entry.fact.kind === "note" && !isRetracted ? <AttachmentList attachments={entry.fact.attachments} /> : null}
        <Marks entry={entry} />
      </div>
      <EntryMenu
        entry={entry}
        reference={props.reference}
        canWrite={props.canWrite}
        onEdit={() => props.onEdit(entry.seq)}
        approach={approach}
        onApproach={setApproach}
      />
    </li>
  );
});

/** From what an investigation found, or somebody thinks, to where it is weighed. */
function InvestigationLink({ entry: { fact }, reference }: Pick<EntryRowProps, "entry" | "reference">) {
  if (fact.kind !== "finding" && fact.kind !== "hypothesis" && fact.kind !== "investigation") return null;
  const [words, part] = fact.kind === "hypothesis" ? ["weigh it", `#hypothesis-${fact.hypothesis.id}`] : ["see the investigation", ""];
  return (
    <>
      {" · "}
      <Link href={`/incidents/${reference}/investigation${part}`} className="text-accent-ink underline underline-offset-2">
        {words}
      </Link>
    </>
  );
}

function EntryBody({ body, isCard }: { body: string; isCard: boolean }) {
  const frame = isCard ? "mt-0.5 rounded-md border border-line bg-surface-raised px-3 py-2" : "mt-0.5 border-l-2 border-line pl-3 text-ink-soft";
  return (
    <div className={frame}>
      <Markdown text={body} />
    </div>
  );
}

/** The other clocks, where they differ: recorded late, seen in telemetry, seen by somebody. */
function Clocks({ entry }: { entry: TimelineEntry }) {
  const late = lateBy(entry);
  const parts = [
    late === null ? null : `recorded ${durationWords(late)} later`,
    entry.visibleAt ? `in telemetry ${shortTime(entry.visibleAt)}` : null,
    entry.seenAt ? `seen ${shortTime(entry.seenAt)}` : null,
  ].filter((part) => part !== null);
  return parts.length > 0 ? <span className="text-12 text-ink-faint"> · {parts.join(" · ")}</span> : null;
}

function Marks({ entry }: { entry: TimelineEntry }) {
  const { annotation } = entry;
  if (!annotation || (!annotation.isPinned && !annotation.isStarred && annotation.tags.length === 0)) return null;
  return (
    <p className="flex flex-wrap gap-1 pt-1">
      {annotation.isPinned ? (
        <Chip icon={<Pin size={11} aria-hidden />} tone="accent">
          pinned
        </Chip>
      ) : null}
      {annotation.isStarred ? <Chip icon={<Star size={11} aria-hidden />}>for postmortem</Chip> : null}
      {annotation.tags.map((tag) => (
        <Chip key={tag}>{tag}</Chip>
      ))}
    </p>
  );
}
