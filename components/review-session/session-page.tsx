"use client";

import { Maximize2, Minimize2, Presentation } from "lucide-react";
import Link from "next/link";
import { useRef, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Chip } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { PostmortemHead } from "#lib/contracts/postmortem.ts";
import type { ReviewSession } from "#lib/contracts/review-session.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { Agenda } from "./agenda.tsx";
import { Attendance } from "./attendance.tsx";
import { Capture } from "./capture.tsx";
import { Decisions } from "./decisions.tsx";
import { PastSessions } from "./past-sessions.tsx";
import { SessionReplay } from "./session-replay.tsx";
import { useSessions } from "./use-session.ts";

type First = { head: PostmortemHead; sessions: ReviewSession[] };

/** A meeting over a postmortem: the agenda and who is there, the room as it was, and what is decided. */
export function SessionPage({ first }: { first: First }) {
  const { head } = first;
  const { me } = useConsole();
  const { sessions, refresh } = useSessions(head.reference, first.sessions, head.seq);
  const running = sessions.find(({ endedAt }) => endedAt === null);
  const canWrite = me.role !== "viewer";
  if (running) return <Running head={head} session={running} canWrite={canWrite} onChanged={refresh} />;
  return <NoSession head={head} sessions={sessions} canWrite={canWrite} onChanged={refresh} />;
}

type NoSessionProps = { head: PostmortemHead; sessions: ReviewSession[]; canWrite: boolean; onChanged: () => void };

function NoSession({ head: { reference, title }, sessions, canWrite, onChanged }: NoSessionProps) {
  const trpc = useTRPC();
  const start = useCommand(trpc.postmortems.startSession.mutationOptions(), onChanged);
  return (
    <div className="bg-surface">
      <EmptyState
        isPage
        title={`Review “${title}” together`}
        icon={<Presentation size={16} />}
        action={
          <>
            {canWrite ? (
              <Button variant="primary" isPending={start.isPending} onClick={() => start.mutate({ reference })}>
                Start the session
              </Button>
            ) : null}
            <BackLink reference={reference} />
          </>
        }
      >
        A meeting with an agenda in time boxes. Beside it the whole room is replayed as it was at any moment; decisions and action items are captured
        while people talk, and stand on the timeline when the meeting ends.
      </EmptyState>
      <PastSessions sessions={sessions} />
    </div>
  );
}

function BackLink({ reference }: { reference: string }) {
  return (
    <Link href={`/incidents/${reference}/postmortem`} className="inline-flex min-h-7 items-center px-2 text-13 text-accent-ink hover:underline">
      Back to the text
    </Link>
  );
}

type RunningProps = { head: PostmortemHead; session: ReviewSession; canWrite: boolean; onChanged: () => void };

function Running({ head, session, canWrite, onChanged }: RunningProps) {
  const { me } = useConsole();
  const screen = useRef<HTMLDivElement>(null);
  const [isBig, setBig] = useState(false);
  const isPresenter = session.presenter.id === me.id;
  const toggle = () => {
    setBig(!isBig);
    if (isBig) void document.exitFullscreen().catch(() => undefined);
    else void screen.current?.requestFullscreen().catch(() => undefined);
  };
  useShortcut("b", toggle, { label: "Big screen", group: "Review session" });
  return (
    <div ref={screen} data-big={isBig} className="min-h-full overflow-y-auto bg-surface data-[big=true]:[zoom:1.25]">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-3.5 py-3 sm:px-6">
        <Chip tone="accent">Review session</Chip>
        <h1 className="min-w-0 flex-1 truncate text-16 font-semibold">
          <bdi>{head.title}</bdi>
        </h1>
        <span className="text-12 text-ink-soft">
          <bdi>{session.presenter.name}</bdi> presents
        </span>
        <Button icon={isBig ? <Minimize2 size={13} aria-hidden /> : <Maximize2 size={13} aria-hidden />} kbd="b" onClick={toggle}>
          {isBig ? "Normal size" : "Big screen"}
        </Button>
        <BackLink reference={head.reference} />
        {canWrite ? <EndButton reference={head.reference} session={session} onChanged={onChanged} /> : null}
      </header>
      <div
        className={`grid grid-cols-[minmax(0,1fr)] gap-x-6 px-3.5 *:min-w-0 sm:px-6 lg:grid-cols-[260px_minmax(0,1fr)] ${isBig ? "" : "xl:grid-cols-[260px_minmax(0,1fr)_320px]"}`}
      >
        <div className="grid content-start gap-6 py-4">
          <Agenda session={session} isPresenter={isPresenter} onChanged={onChanged} />
          <Attendance session={session} canWrite={canWrite} onChanged={onChanged} />
        </div>
        <SessionReplay session={session} isPresenter={isPresenter} />
        <div className={`grid content-start gap-6 py-4 lg:col-span-2 ${isBig ? "sm:grid-cols-2" : "xl:col-span-1"}`}>
          <Decisions session={session} canWrite={canWrite} onChanged={onChanged} />
          <Capture session={session} canWrite={canWrite} onChanged={onChanged} />
        </div>
      </div>
    </div>
  );
}

function EndButton({ reference, session, onChanged }: { reference: string; session: ReviewSession; onChanged: () => void }) {
  const trpc = useTRPC();
  const [isAsking, setAsking] = useState(false);
  const end = useCommand(trpc.postmortems.endSession.mutationOptions(), onChanged);
  const { decisions, items } = session;
  return (
    <>
      <Button variant="primary" isPending={end.isPending} onClick={() => setAsking(true)}>
        End
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title="End the session?"
        confirm="End the session"
        onConfirm={() => end.mutate({ reference })}
        onClose={() => setAsking(false)}
      >
        {`${decisions.length} decisions and ${items.length} action items go onto the timeline. Another session can be held at any time.`}
      </ConfirmDialog>
    </>
  );
}
