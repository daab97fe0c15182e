"use client";

import { useQuery } from "@tanstack/react-query";
import { RoomProvider } from "#components/incidents/room-context.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { NowQueue } from "#lib/contracts/deadline.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { ConfirmDecision } from "./confirm-decision.tsx";
import { QueueDialog } from "./queue-dialog.tsx";
import { QueueList } from "./queue-list.tsx";
import { type Answering, type OpenDialog, useAnswering, useQueueRefresh } from "./use-answering.ts";
import { useQueueEvents } from "./use-queue-events.ts";

/** What needs one's decision over all incidents, as it changes. */
export function NowPage({ first }: { first: NowQueue }) {
  const trpc = useTRPC();
  const options = trpc.deadlines.queue.queryOptions({});
  const kept = useQuery({ ...options, initialData: first, staleTime: Number.POSITIVE_INFINITY }).data;
  const queue = kept.now < first.now ? first : kept;
  useQueueEvents(useQueueRefresh());
  const answering = useAnswering();
  return (
    <div className="mx-auto grid max-w-[860px] grid-cols-1 gap-3 p-4 sm:px-6">
      <h1 className="text-20 font-semibold">Now</h1>
      {queue.items.length === 0 ? (
        <EmptyState title="All is calm" action={<LinkButton href="/incidents">See the incidents</LinkButton>}>
          Nothing needs your decision. Pages, roles you are asked for, offers of command, updates that you owe, what agents propose, and risky steps
          of runbooks come here, each with its clock and what happens when nobody answers.
        </EmptyState>
      ) : (
        <QueueList items={queue.items} isAcross serverNow={queue.now} answering={answering} />
      )}
      {answering.open ? <AnswerDialog open={answering.open} answering={answering} /> : null}
    </div>
  );
}

type DialogProps = { open: OpenDialog; answering: Answering };

function AnswerDialog({ open, answering }: DialogProps) {
  if (open.dialog === "confirm") return <ConfirmDecision item={open.item} answering={answering} />;
  return open.item.reference ? <DialogInItsRoom reference={open.item.reference} open={open} answering={answering} /> : null;
}

/** The dialog needs the room that it is about: it is read when it opens. */
function DialogInItsRoom({ reference, open, answering }: DialogProps & { reference: string }) {
  const trpc = useTRPC();
  const view = useQuery({ ...trpc.room.read.queryOptions({ reference }), staleTime: 0, gcTime: 0 });
  if (!view.data) return null;
  return (
    <RoomProvider view={view.data}>
      <QueueDialog open={open} answering={answering} />
    </RoomProvider>
  );
}
