"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Page } from "#lib/contracts/page.ts";
import { DELIVERY_STATES, type DeliveryState, type DeliverySummary, type WebhookSummary } from "#lib/contracts/webhook.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { DeliveryLine } from "./delivery-line.tsx";
import { DELIVERY_WORDS } from "./webhook-words.ts";

const LOOK_MS = 2_000;
const LAZY_LOOK_MS = 5_000;
const FILTERS = [
  { value: "", label: "All messages" },
  ...DELIVERY_STATES.map((state) => ({ value: state, label: `Only ${DELIVERY_WORDS[state].word}` })),
];

/** What was sent, the newest first. Looks again by itself, sooner while something is on its way. */
export function DeliveryLog({ webhook, first }: { webhook: WebhookSummary; first: Page<DeliverySummary> }) {
  const trpc = useTRPC();
  const [state, setState] = useState<DeliveryState | "">("");
  const input = { id: webhook.id, limit: 30, ...(state ? { state } : {}) };
  const list = useInfiniteQuery({
    ...trpc.webhooks.deliveries.infiniteQueryOptions(input, { getNextPageParam: (page) => page.nextCursor ?? undefined }),
    ...(state ? {} : { initialData: { pages: [first], pageParams: [null] } }),
    staleTime: 0,
    refetchInterval: ({ state: { data } }) => (data?.pages.some(({ items }) => items.some(isUnderWay)) ? LOOK_MS : LAZY_LOOK_MS),
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby="deliveries" className="grid gap-3">
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-60">
          <h2 id="deliveries" className="text-14 font-semibold">
            Messages
          </h2>
          <p className="text-13 text-ink-soft">Delivered ones are kept for 14 days, others for 90.</p>
        </div>
        <div className="w-44">
          <Select label="Show" isLabelHidden value={state} options={FILTERS} onChange={(value) => setState(value as DeliveryState | "")} />
        </div>
      </div>
      {items.length === 0 && !list.isPending ? (
        <p className="border-y border-line py-3 text-13 text-ink-faint">
          {state ? "No message is in this state." : "Nothing was sent yet. A test event shows whether the receiver takes messages."}
        </p>
      ) : (
        <ol aria-label="Messages" className="divide-y divide-line border-y border-line">
          {items.map((delivery) => (
            <DeliveryLine key={delivery.id} delivery={delivery} canReplay={webhook.isEnabled} />
          ))}
        </ol>
      )}
      {list.hasNextPage ? (
        <div className="flex justify-center">
          <Button isPending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show older
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function isUnderWay({ state, attempts }: DeliverySummary): boolean {
  return state === "sending" || (state === "waiting" && attempts === 0);
}
