"use client";

import { useEffect, useMemo, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { ImpactPanel } from "#components/incidents/impact-panel.tsx";
import { PastEntries } from "#components/incidents/past-entries.tsx";
import { PhaseStepper } from "#components/incidents/phase-stepper.tsx";
import { useWholeLog } from "#components/incidents/replay-log.ts";
import { viewAt, zeroOf } from "#components/incidents/replay-view.ts";
import { createReplayer } from "#components/incidents/replayer.ts";
import { RoomProvider } from "#components/incidents/room-context.tsx";
import { SeverityButton } from "#components/incidents/severity-button.tsx";
import { HypothesesPanel } from "#components/investigation/hypotheses-panel.tsx";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";
import { RoleBoard } from "#components/roles/role-board.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorState, Skeleton } from "#components/ui/states.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { ReviewSession } from "#lib/contracts/review-session.ts";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";
import { offsetFrom } from "#lib/time.ts";
import { problemFrom, useTRPC } from "#lib/trpc/client.tsx";

type SessionReplayProps = { session: ReviewSession; isPresenter: boolean };
const SHOWN = 8;
const TELL_AFTER_MS = 150;

/** The room as it was at the moment that the presenter shows; whoever looks elsewhere can follow again. */
export function SessionReplay({ session, isPresenter }: SessionReplayProps) {
  const log = useWholeLog(session.reference);
  if (log.error) return <ErrorState title="The log could not be read">{problemFrom(log.error).detail}</ErrorState>;
  if (!log.data) return <Skeleton rows={8} />;
  return <Stage log={log.data} session={session} isPresenter={isPresenter} />;
}

type StageProps = SessionReplayProps & { log: TimelineEntry[] };

/** Where one looks: at one's own place while one moves there, else where the presenter is. */
function usePosition({ log, session, isPresenter }: StageProps) {
  const trpc = useTRPC();
  const { mutate } = useCommand(trpc.postmortems.changeSession.mutationOptions());
  const [own, setOwn] = useState<number | null>(null);
  const shown = Math.min(log.length, session.moment ?? log.length);
  const position = own ?? shown;
  const { reference } = session;
  useEffect(() => {
    if (!isPresenter || own === null || own === session.moment) return;
    const timer = setTimeout(() => mutate({ reference, change: { do: "moment", moment: own } }), TELL_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isPresenter, own, session.moment, reference, mutate]);
  const move = (to: number) => setOwn(Math.min(log.length, Math.max(1, to)));
  return { position, move, isAway: !isPresenter && own !== null && own !== shown, follow: () => setOwn(null) };
}

function Stage(props: StageProps) {
  const { log, session } = props;
  const replayer = useMemo(() => createReplayer(log), [log]);
  const { position, move, isAway, follow } = usePosition(props);
  const group = "Review session";
  useShortcut("arrowleft", () => move(position - 1), { label: "One entry back", group });
  useShortcut("arrowright", () => move(position + 1), { label: "One entry on", group });
  const entry = log[position - 1];
  const room = replayer.at(position);
  if (!entry || !room) return null;
  const zero = zeroOf(room, entry);
  return (
    <RoomProvider view={viewAt(room, entry)}>
      <section
        aria-label="The room at that moment"
        className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-4 border-line py-4 lg:border-l lg:pl-6 xl:border-r xl:pr-6"
      >
        <div className="flex flex-wrap items-center gap-2.5">
          <SeverityButton severity={room.severity} canWrite={false} onOpen={() => undefined} />
          <h2 className="min-w-0 flex-1 text-20 font-semibold tracking-tight [overflow-wrap:anywhere]">
            <bdi>{room.title}</bdi>
          </h2>
          {isAway ? (
            <Button size="sm" onClick={follow}>
              Follow {session.presenter.name}
            </Button>
          ) : null}
        </div>
        <div className="[&>ol]:flex-wrap [&>ol]:gap-y-1">
          <PhaseStepper phase={room.phase} canWrite={false} onChoose={() => undefined} />
        </div>
        <label className="grid gap-1">
          <span className="flex justify-between gap-3 text-12 text-ink-soft">
            <span className="font-medium">Replay</span>
            <span className="font-mono">
              {offsetFrom(zero, entry.recordedAt)} · <TimeText at={entry.recordedAt} /> · {position}/{log.length}
            </span>
          </span>
          <input
            type="range"
            aria-label="Replay"
            min={1}
            max={log.length}
            value={position}
            onChange={(event) => move(Number(event.target.value))}
            aria-valuetext={`Entry ${position} of ${log.length}`}
            className="min-h-6 accent-accent"
          />
        </label>
        <PastEntries
          entries={replayer.entriesUntil(position, SHOWN)}
          newest={entry.seq}
          reference={room.reference}
          zero={zero}
          label="What had happened"
        />
        <div className="grid gap-6 border-t border-line pt-4 *:min-w-0 sm:grid-cols-2">
          <RoleBoard />
          <div className="grid content-start gap-6">
            <ImpactPanel />
            <HypothesesPanel />
          </div>
        </div>
      </section>
    </RoomProvider>
  );
}
