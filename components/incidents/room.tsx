"use client";

import Link from "next/link";
import { useMemo, useState } from "react";
import { RoomQueue } from "#components/deadlines/room-queue.tsx";
import { useRoom } from "#components/live/use-room.ts";
import { HandoverOffer } from "#components/roles/handover-offer.tsx";
import { useConsole } from "#components/shell/organisation.tsx";
import { Composer } from "#components/timeline/composer.tsx";
import { PendingNotes } from "#components/timeline/pending-notes.tsx";
import { PinnedEntries } from "#components/timeline/pinned-entries.tsx";
import { Timeline } from "#components/timeline/timeline.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { deferred } from "#components/ui/deferred.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { rightsIn } from "#lib/contracts/room-rights.ts";
import type { RoomView } from "#lib/contracts/room-view.ts";
import { Contradictions } from "./contradictions.tsx";
import { RoomProvider } from "./room-context.tsx";
import { RoomHeader } from "./room-header.tsx";
import { RoomRail } from "./room-rail.tsx";

const Replay = deferred(() => import("./replay.tsx").then((module) => module.Replay));

/** The room of one incident: header, timeline, and the rail with who and what. */
export function Room({ first }: { first: RoomView }) {
  const { view: live, loadOlder } = useRoom(first);
  const { me, settings } = useConsole();
  const view = useMemo(() => ({ ...live, rights: rightsIn(me, live.room) }), [live, me]);
  const [isRailOpen, setRailOpen] = useState(false);
  const [isReplaying, setReplaying] = useState(false);
  const { room, rights } = view;
  if (isReplaying) return <Replay reference={room.reference} onClose={() => setReplaying(false)} />;
  return (
    <RoomProvider view={view}>
      <RoomHeader view={view} onReplay={() => setReplaying(true)} onDetails={() => setRailOpen(true)} />
      <div className="grid lg:grid-cols-[minmax(0,1fr)_340px]">
        <div className="min-w-0 bg-surface px-3.5 pt-3 pb-4 sm:px-6 lg:min-h-[calc(100dvh-114px)] lg:border-r lg:border-line">
          <RoomNotice view={view} />
          <Contradictions />
          <RoomQueue />
          <HandoverOffer />
          <PinnedEntries entries={view.pinned} />
          <Timeline view={view} phaseLabels={settings.phaseLabels} loadOlder={loadOlder} meId={me.id} />
          <PendingNotes reference={room.reference} />
          {rights.canWrite ? <Composer reference={room.reference} /> : null}
        </div>
        <div className="hidden bg-surface-sunk lg:block">
          <aside aria-label="About this incident" className="sticky top-[114px] max-h-[calc(100dvh-114px)] overflow-y-auto px-5 py-4">
            <RoomRail />
          </aside>
        </div>
      </div>
      <Sheet isOpen={isRailOpen} title={room.reference} onClose={() => setRailOpen(false)}>
        <RoomRail />
      </Sheet>
    </RoomProvider>
  );
}

function RoomNotice({ view: { room } }: { view: RoomView }) {
  if (room.mergedInto) {
    return (
      <Callout tone="warn">
        This incident was merged into{" "}
        <Link className="font-medium underline" href={`/incidents/${room.mergedInto.reference}`}>
          {room.mergedInto.reference} {room.mergedInto.title}
        </Link>
        . Work goes on there.
      </Callout>
    );
  }
  if (room.kind === "drill")
    return (
      <Callout tone="drill">
        This is a drill. Nobody outside of it is told. See how it stands under{" "}
        <Link className="font-medium underline" href="/drills">
          Drills
        </Link>
        .
      </Callout>
    );
  if (room.kind === "test") return <Callout tone="drill">This is a test. Nobody is told.</Callout>;
  return null;
}
