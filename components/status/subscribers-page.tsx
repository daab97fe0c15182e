"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Mail } from "lucide-react";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Chip } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { PageDetails } from "#lib/contracts/status/page.ts";
import { SUBSCRIBER_KIND_LABELS, type Subscriber, type SubscriberPage } from "#lib/contracts/status/subscriber.ts";
import { dateTime } from "#lib/time.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { ManageHeader } from "./manage-header.tsx";

const READ_AGAIN_MS = 10_000;

/** Who is told of what a page says, and what came of the last message to each. */
export function SubscribersPage({ page, first }: { page: PageDetails; first: SubscriberPage }) {
  const trpc = useTRPC();
  const [removing, setRemoving] = useState<Subscriber | null>(null);
  const list = useInfiniteQuery({
    ...trpc.status.subscribers.infiniteQueryOptions({ slug: page.slug }, { getNextPageParam: ({ nextCursor }) => nextCursor }),
    initialData: { pages: [first], pageParams: [null] },
    refetchInterval: READ_AGAIN_MS,
  });
  const remove = useCommand(trpc.status.removeSubscriber.mutationOptions(), () => {
    setRemoving(null);
    void list.refetch();
  });
  const items = list.data.pages.flatMap((one) => one.items);
  return (
    <>
      <ManageHeader page={page} isManager />
      <div className="mx-auto max-w-[860px] px-4 py-4 sm:px-6">
        {items.length === 0 ? (
          <EmptyState title="Nobody has subscribed yet" icon={<Mail aria-hidden className="size-5" />}>
            {page.settings.canSubscribe
              ? "Visitors subscribe on the page itself, by e-mail or webhook, and confirm it. Whoever ends it is forgotten at once."
              : "Visitors cannot subscribe: turn it on under Page."}
          </EmptyState>
        ) : (
          <ul className="divide-y divide-line border-y border-line">
            {items.map((one) => (
              <Row key={one.id} one={one} page={page} onRemove={() => setRemoving(one)} />
            ))}
          </ul>
        )}
        {list.hasNextPage ? (
          <div className="pt-3">
            <Button isPending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              Show more
            </Button>
          </div>
        ) : null}
      </div>
      <ConfirmDialog
        isOpen={removing !== null}
        title="Remove this subscriber?"
        confirm="Remove"
        isDangerous
        isPending={remove.isPending}
        onClose={() => setRemoving(null)}
        onConfirm={() => removing && remove.mutate({ slug: page.slug, id: removing.id })}
      >
        {removing?.address} is forgotten and told nothing more. They can subscribe again themselves.
      </ConfirmDialog>
    </>
  );
}

function Row({ one, page, onRemove }: { one: Subscriber; page: PageDetails; onRemove: () => void }) {
  const names = page.components.filter(({ id }) => one.components.includes(id)).map(({ name }) => name);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-3">
      <div className="min-w-0 flex-[1_1_16rem]">
        <p className="truncate font-medium">{one.address}</p>
        <p className="text-12 text-ink-soft">
          {SUBSCRIBER_KIND_LABELS[one.kind]} · {names.length > 0 ? names.join(", ") : "Everything"}
          {one.confirmedAt ? ` · since ${dateTime(one.confirmedAt)}` : ""}
        </p>
        {one.last?.error ? <p className="text-12 text-bad">{one.last.error}</p> : null}
      </div>
      <Chip>{one.endedAt ? "Gone" : one.confirmedAt ? "Told" : "Not confirmed yet"}</Chip>
      <Button size="sm" onClick={onRemove}>
        Remove…
      </Button>
    </li>
  );
}
