"use client";

import { useMemo, useState } from "react";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorState, Skeleton } from "#components/ui/states.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";
import { offsetFrom } from "#lib/time.ts";
import { problemFrom } from "#lib/trpc/client.tsx";
import { PastEntries } from "./past-entries.tsx";
import { PhaseStepper } from "./phase-stepper.tsx";
import { useWholeLog } from "./replay-log.ts";
import { viewAt, zeroOf } from "./replay-view.ts";
import { createReplayer } from "./replayer.ts";
import { RoomProvider } from "./room-context.tsx";
import { RoomRail } from "./room-rail.tsx";
import { SeverityButton } from "./severity-button.tsx";

const SHOWN = 60;

/** The whole room as it was after any entry, folded from the log in the browser. */
export function Replay({ reference, onClose }: { reference: string; onClose: () => void }) {
  const log = useWholeLog(reference);
  if (log.error) {
    return (
      <ErrorState title="The log could not be read" action={<Button onClick={onClose}>Back to the room</Button>}>
        {problemFrom(log.error).detail}
      </ErrorState>
    );
  }
  if (!log.data) return <Skeleton rows={8} />;
  return <ReplayRoom log={log.data} onClose={onClose} />;
}

function ReplayRoom({ log, onClose }: { log: TimelineEntry[]; onClose: () => void }) {
  const replayer = useMemo(() => createReplayer(log), [log]);
  const [position, setPosition] = useState(log.length);
  const move = (step: number) => setPosition((now) => Math.min(log.length, Math.max(1, now + step)));
  const group = "Replay";
  useShortcut("arrowleft", () => move(-1), { label: "One entry back", group });
  useShortcut("arrowright", () => move(1), { label: "One entry on", group });
  useShortcut("escape", onClose, { label: "Back to the room", group });
  const entry = log[position - 1];
  const room = replayer.at(position);
  if (!entry || !room) return null;
  const zero = zeroOf(room, entry);
  return (
    <RoomProvider view={viewAt(room, entry)}>
      <header className="sticky top-(--head) z-10 grid gap-2 border-b border-accent bg-accent-soft px-3.5 py-2.5 sm:px-6">
        <div className="flex flex-wrap items-center gap-2.5">
          <SeverityButton severity={room.severity} canWrite={false} onOpen={() => undefined} />
          <h1 className="min-w-0 flex-1 truncate text-16 font-semibold">
            <bdi>{room.title}</bdi>
          </h1>
          <Button variant="primary" kbd="escape" onClick={onClose}>
            Back to now
          </Button>
        </div>
        <PhaseStepper phase={room.phase} canWrite={false} onChoose={() => undefined} />
        <div className="flex items-center gap-3">
          <label htmlFor="replay" className="text-12 font-medium whitespace-nowrap text-accent-ink">
            Replay
          </label>
          <input
            id="replay"
            type="range"
            min={1}
            max={log.length}
            value={position}
            onChange={(event) => setPosition(Number(event.target.value))}
            aria-valuetext={`Entry ${position} of ${log.length}`}
            className="min-h-6 flex-1 accent-accent"
          />
          <span className="font-mono text-12 whitespace-nowrap text-ink-soft">
            {offsetFrom(zero, entry.recordedAt)} · <TimeText at={entry.recordedAt} /> · {position}/{log.length}
          </span>
        </div>
      </header>
      <div className="grid lg:grid-cols-[minmax(0,1fr)_340px]">
        <PastEntries
          entries={replayer.entriesUntil(position, SHOWN)}
          newest={entry.seq}
          reference={room.reference}
          zero={zero}
          className="px-3.5 py-3 sm:px-6 lg:border-r lg:border-line"
        />
        <div className="bg-surface-sunk">
          <aside aria-label="The room at that moment" className="px-5 py-4 lg:sticky lg:top-[113px] lg:max-h-[calc(100dvh-113px)] lg:overflow-y-auto">
            <RoomRail />
          </aside>
        </div>
      </div>
    </RoomProvider>
  );
}
