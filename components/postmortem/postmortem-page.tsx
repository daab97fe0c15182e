"use client";

import { FileText } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { RoomProvider } from "#components/incidents/room-context.tsx";
import { RoomHeader } from "#components/incidents/room-header.tsx";
import { RoomRail } from "#components/incidents/room-rail.tsx";
import { useRoom } from "#components/live/use-room.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Button } from "#components/ui/button.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { PostmortemView } from "#lib/contracts/postmortem.ts";
import { rightsIn } from "#lib/contracts/room-rights.ts";
import type { RoomView } from "#lib/contracts/room-view.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { Workspace } from "./workspace.tsx";

type First = { room: RoomView; postmortem: PostmortemView | null };

/** What an incident taught: drafted from its facts, written on together, reviewed. */
export function PostmortemPage({ first }: { first: First }) {
  const { view: live } = useRoom(first.room);
  const { me } = useConsole();
  const view = useMemo(() => ({ ...live, rights: rightsIn(me, live.room) }), [live, me]);
  const [isRailOpen, setRailOpen] = useState(false);
  return (
    <RoomProvider view={view}>
      <RoomHeader view={view} onDetails={() => setRailOpen(true)} />
      {first.postmortem ? <Workspace key={first.postmortem.id} first={first.postmortem} canWrite={me.role !== "viewer"} /> : <NotYet view={view} />}
      <Sheet isOpen={isRailOpen} title={view.room.reference} onClose={() => setRailOpen(false)}>
        <RoomRail />
      </Sheet>
    </RoomProvider>
  );
}

function NotYet({ view: { room, rights } }: { view: RoomView }) {
  const trpc = useTRPC();
  const router = useRouter();
  const draft = useCommand(trpc.postmortems.draft.mutationOptions(), () => router.refresh());
  return (
    <EmptyState
      title="No postmortem yet"
      icon={<FileText size={16} />}
      action={
        rights.canWrite ? (
          <Button variant="primary" isPending={draft.isPending} onClick={() => draft.mutate({ reference: room.reference })}>
            Draft it now
          </Button>
        ) : null
      }
    >
      When the incident is resolved, a draft waits here within seconds: written from the timeline, the investigation and the figures, every sentence
      with what it stands on. You can also draft it now.
    </EmptyState>
  );
}
