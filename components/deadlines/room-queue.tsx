"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { useRoomView } from "#components/incidents/room-context.tsx";
import { useConsole } from "#components/shell/organisation.tsx";
import { deferred } from "#components/ui/deferred.tsx";
import type { Deadline, NowItem } from "#lib/contracts/deadline.ts";
import { thoseWhoLead } from "#lib/contracts/deadlines/parts.ts";
import { DEADLINE_RULES } from "#lib/contracts/deadlines/registry.ts";
import type { RoleNames } from "#lib/contracts/deadlines/rule.ts";
import { keyOf, queueOf } from "#lib/contracts/deadlines-of.ts";
import type { RoomView } from "#lib/contracts/room-view.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { QueueList } from "./queue-list.tsx";
import { useAnswering, useQueueRefresh } from "./use-answering.ts";

const QueueDialog = deferred(() => import("./queue-dialog.tsx").then((module) => module.QueueDialog));

const FOLDED_TO = 3;

/**
 * The room's Now queue: deadlines derived from the room as it stands in the browser, so that they change with each event, and what agents
 * propose, which the server tells.
 */
export function RoomQueue() {
  const view = useRoomView();
  const { me, settings } = useConsole();
  const answering = useAnswering();
  const { room, entries } = view;
  const proposals = useProposals(room.reference);
  const deadlines = useMemo(
    () => queueOf(room, me).map((deadline) => itemOf(deadline, { room, entries }, settings.customRoles)),
    [room, entries, me, settings.customRoles],
  );
  const items = [...deadlines, ...proposals].toSorted((a, b) => (a.deadline.dueAt < b.deadline.dueAt ? -1 : 1));
  useRefreshWith([...deadlines.map(({ deadline }) => keyOf(deadline)), ...thoseWhoLead(room).map(({ id }) => id)].join());
  return (
    <>
      {items.length > 0 ? (
        <div className="pb-4">
          <QueueList items={items} foldedTo={FOLDED_TO} serverNow={view.now} answering={answering} />
        </div>
      ) : null}
      {answering.open ? <QueueDialog open={answering.open} answering={answering} /> : null}
    </>
  );
}

/** What has no trace in the room itself. */
const FROM_SERVER: ReadonlySet<string> = new Set(["proposal", "approval"]);

/** What agents propose to do here, and steps that wait for an approval, as far as this person is to decide. */
function useProposals(reference: string): NowItem[] {
  const trpc = useTRPC();
  const options = trpc.deadlines.queue.queryOptions({ reference });
  const { data } = useQuery({ ...options, select: ({ items }) => items.filter(({ deadline }) => FROM_SERVER.has(deadline.kind)) });
  return data ?? NONE;
}

const NONE: NowItem[] = [];

/** The navigation counts these too: it looks again whenever they, or those whose decision proposals are, change. */
function useRefreshWith(names: string): void {
  const refresh = useQueueRefresh();
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another set of decisions is a reason.
  useEffect(() => refresh(), [names]);
}

function itemOf(deadline: Deadline, { room, entries }: Pick<RoomView, "room" | "entries">, roles: RoleNames): NowItem {
  const rule = DEADLINE_RULES[deadline.kind];
  const from = entries.find(({ fact }) => rule.isFrom(fact, deadline));
  return {
    reference: room.reference,
    incident: room.title,
    severity: room.severity,
    deadline,
    words: rule.words(room, deadline, roles),
    evidence: from ? [from.seq] : [],
    problem: null,
  };
}
