"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus, Webhook } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Chip } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { WebhookSummary } from "#lib/contracts/webhook.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { WebhookDialog } from "./webhook-dialog.tsx";
import { kindsInWords, stateOf } from "./webhook-words.ts";

const LOOK_MS = 5_000;

/** The addresses that are told of what happens, and how each fares. */
export function WebhooksPage({ first }: { first: WebhookSummary[] }) {
  const trpc = useTRPC();
  const [isMaking, setMaking] = useState(false);
  const { data: webhooks } = useQuery({ ...trpc.webhooks.list.queryOptions(), initialData: first, staleTime: 0, refetchInterval: LOOK_MS });
  const create = (
    <Button variant="primary" icon={<Plus size={14} aria-hidden />} onClick={() => setMaking(true)}>
      New webhook
    </Button>
  );
  return (
    <>
      {webhooks.length === 0 ? (
        <EmptyState title="No webhook yet" icon={<Webhook size={16} />} action={create}>
          A webhook tells another system of what happens on incidents as it happens: a chat bot, a status board, a data warehouse. Each message is
          signed, and sent again until it is taken.
        </EmptyState>
      ) : (
        <section className="grid gap-3">
          <div className="flex flex-wrap items-end gap-3">
            <div className="min-w-0 flex-1 basis-60">
              <h2 className="text-14 font-semibold">Webhooks</h2>
              <p className="text-13 text-ink-soft">Each is sent a signed message for what happens on incidents, as it happens.</p>
            </div>
            {create}
          </div>
          <ul aria-label="Webhooks" className="divide-y divide-line border-y border-line">
            {webhooks.map((webhook) => (
              <WebhookLine key={webhook.id} webhook={webhook} />
            ))}
          </ul>
        </section>
      )}
      <WebhookDialog isOpen={isMaking} webhook={null} onClose={() => setMaking(false)} />
    </>
  );
}

function WebhookLine({ webhook }: { webhook: WebhookSummary }) {
  const { id, name, url, kinds, includesPrivate } = webhook;
  const { word, tone } = stateOf(webhook);
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-0.5 py-2.5 text-13 hover:bg-surface-hover">
      <h3 className="flex min-w-0 items-center gap-2">
        <Link href={`/settings/webhooks/${id}`} className="truncate font-semibold after:absolute after:inset-0">
          <bdi>{name}</bdi>
        </Link>
        {includesPrivate ? <Chip>private too</Chip> : null}
      </h3>
      <span className="flex justify-end">
        <Chip tone={tone}>{word}</Chip>
      </span>
      <p className="col-span-full truncate font-mono text-12 text-ink-soft">{url}</p>
      <p className="text-12 text-ink-faint max-sm:col-span-full">{kindsInWords(kinds)}</p>
      <p className="text-12 text-ink-faint max-sm:col-span-full sm:text-right">
        <Fares webhook={webhook} />
      </p>
    </li>
  );
}

function Fares({ webhook: { isEnabled, failingSince, lastDelivery, waiting } }: { webhook: WebhookSummary }) {
  const waits = waiting > 0 ? ` · ${waiting} waiting` : "";
  if (isEnabled && failingSince)
    return (
      <>
        Failing since <TimeText at={failingSince} />
        {waits}
      </>
    );
  if (!lastDelivery) return <>{waits.replace(" · ", "")}</>;
  return (
    <>
      {lastDelivery.state === "delivered" ? "Last delivered " : "Last failed "}
      <TimeText at={lastDelivery.at} format="relative" />
      {waits}
    </>
  );
}
