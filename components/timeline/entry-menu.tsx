"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { MoreHorizontal, Pin, Star } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useRoomView } from "#components/incidents/room-context.tsx";
import { useConsole } from "#components/shell/organisation.tsx";
import { copyText } from "#components/ui/copy-text.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";
import { TAGS } from "#lib/contracts/timeline-terms.ts";
import { problemFrom, useTRPC } from "#lib/trpc/client.tsx";
import { Markdown } from "./markdown.tsx";

type EntryActionsProps = { entry: TimelineEntry; reference: string; canWrite: boolean; onEdit: () => void };
/** How somebody came near: what they began goes on with the real menu. */
export type Approach = "none" | "pointer" | "focus" | "press";
type EntryMenuProps = EntryActionsProps & { approach: Approach; onApproach: (approach: Approach) => void };

const PLACE =
  "absolute top-1 right-0 flex opacity-0 pointer-coarse:-top-1.5 pointer-coarse:-right-2.5 focus-within:opacity-100 group-hover/entry:opacity-100 pointer-coarse:opacity-100";
const MORE = "More for this entry";

/**
 * What can be done with an entry; shown on hover, on focus, and always on touch screens.
 * A page has a hundred entries and a menu is costly: until somebody comes near there is only its button.
 */
export function EntryMenu({ approach, onApproach, ...actions }: EntryMenuProps) {
  if (approach !== "none") return <EntryActions {...actions} approach={approach} />;
  return (
    <div className={PLACE}>
      <button
        type="button"
        aria-label={MORE}
        aria-haspopup="menu"
        onFocus={(event) => event.currentTarget.matches(":focus-visible") && onApproach("focus")}
        onClick={() => onApproach("press")}
        className="inline-grid size-6 shrink-0 place-items-center rounded-md text-ink-soft pointer-coarse:size-11"
      >
        <MoreHorizontal size={14} />
      </button>
    </div>
  );
}

function EntryActions({ entry, reference, canWrite, onEdit, approach }: EntryActionsProps & { approach: Approach }) {
  const trpc = useTRPC();
  const [isHistoryOpen, setHistoryOpen] = useState(false);
  const onError = (error: unknown) => toast.failed(problemFrom(error).detail);
  const mark = useMutation(trpc.notes.mark.mutationOptions({ onError }));
  const retract = useMutation(trpc.notes.retract.mutationOptions({ onError }));
  const { annotation, seq } = entry;
  const isPinned = annotation?.isPinned === true;
  const isStarred = annotation?.isStarred === true;
  const isRetracted = annotation?.isRetracted === true;
  const tags = annotation?.tags ?? [];
  const { me } = useConsole();
  const { rights } = useRoomView();
  const isNote = entry.fact.kind === "note";
  const canChange = canWrite && isNote && (entry.actor.id === me.id || rights.canCommand);
  const togglePin = () => mark.mutate({ reference, entry: seq, isPinned: !isPinned });
  const toggleStar = () => mark.mutate({ reference, entry: seq, isStarred: !isStarred });
  const setRetracted = (value: boolean) => retract.mutate({ reference, entry: seq, isRetracted: value });
  const retractWithUndo = () =>
    retract.mutate(
      { reference, entry: seq, isRetracted: true },
      { onSuccess: () => toast.done("Note retracted. The original stays in its history.", { undo: () => setRetracted(false) }) },
    );
  const more = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (approach !== "pointer") more.current?.focus();
  }, [approach]);
  const copyLink = () => void copyText(`${location.origin}/incidents/${reference}#entry-${seq}`).then(() => toast.done("Link copied"));
  return (
    <div className={PLACE}>
      {canWrite ? (
        <span className="contents pointer-coarse:hidden">
          <IconButton size="sm" label={isPinned ? "Unpin" : "Pin"} isPressed={isPinned} onClick={togglePin} icon={<Pin size={14} />} />
          <IconButton
            size="sm"
            label={isStarred ? "Take off the star" : "Star for the postmortem"}
            isPressed={isStarred}
            onClick={toggleStar}
            icon={<Star size={14} />}
          />
        </span>
      ) : null}
      <Menu
        label={MORE}
        isOpenAtFirst={approach === "press"}
        trigger={<IconButton size="sm" label={MORE} icon={<MoreHorizontal size={14} />} ref={more} />}
        items={[
          ...(canWrite
            ? [
                { label: isPinned ? "Unpin" : "Pin", onSelect: togglePin },
                { label: isStarred ? "Take off the star" : "Star for the postmortem", onSelect: toggleStar },
              ]
            : []),
          { label: "Copy link", onSelect: copyLink },
          ...(canChange && !isRetracted ? [{ label: "Edit note", onSelect: onEdit }] : []),
          ...(canChange
            ? [isRetracted ? { label: "Restore note", onSelect: () => setRetracted(false) } : { label: "Retract note", onSelect: retractWithUndo }]
            : []),
          ...(isNote && annotation?.editedAt ? [{ label: "Show history", onSelect: () => setHistoryOpen(true) }] : []),
          ...(canWrite
            ? TAGS.map((tag, index) => ({
                label: tag,
                isChecked: tags.includes(tag),
                startsGroup: index === 0,
                onSelect: () =>
                  mark.mutate({ reference, entry: seq, tags: tags.includes(tag) ? tags.filter((other) => other !== tag) : [...tags, tag] }),
              }))
            : []),
        ]}
      />
      {isHistoryOpen ? <NoteHistory reference={reference} entry={seq} onClose={() => setHistoryOpen(false)} /> : null}
    </div>
  );
}

function NoteHistory({ reference, entry, onClose }: { reference: string; entry: number; onClose: () => void }) {
  const trpc = useTRPC();
  const { data, error } = useQuery({ ...trpc.room.noteHistory.queryOptions({ reference, entry }), staleTime: 0 });
  return (
    <Dialog isOpen title="History of this note" onClose={onClose}>
      {error ? <p className="text-bad">{problemFrom(error).detail}</p> : null}
      <ol className="grid gap-4">
        {(data ?? []).map((version) => (
          <li key={version.at} className="grid gap-1">
            <p className="text-12 text-ink-soft">
              {version.by.name} · <TimeText at={version.at} />
            </p>
            <div className="rounded-md border border-line px-3 py-2">
              <Markdown text={version.text ?? "(retracted)"} />
            </div>
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
