"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { Chip } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { Page } from "#lib/contracts/page.ts";
import type { DeliverySummary, WebhookSummary } from "#lib/contracts/webhook.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { DeliveryLog } from "./delivery-log.tsx";
import { WebhookActions } from "./webhook-actions.tsx";
import { kindsInWords, stateOf } from "./webhook-words.ts";

const LOOK_MS = 5_000;

type WebhookPageProps = { id: string; first: WebhookSummary[]; deliveries: Page<DeliverySummary> };

/** One webhook: how it fares, what can be done with it, and what was sent. */
export function WebhookPage({ id, first, deliveries }: WebhookPageProps) {
  const trpc = useTRPC();
  const { data } = useQuery({ ...trpc.webhooks.list.queryOptions(), initialData: first, staleTime: 0, refetchInterval: LOOK_MS });
  const webhook = data.find((one) => one.id === id);
  const back = (
    <Link href="/settings/webhooks" className="flex min-h-6 w-fit items-center gap-1 text-12 text-ink-soft hover:text-ink pointer-coarse:min-h-11">
      <ArrowLeft size={13} aria-hidden />
      All webhooks
    </Link>
  );
  if (!webhook)
    return (
      <>
        {back}
        <Callout title="This webhook was deleted">Nothing is sent to it any more.</Callout>
      </>
    );
  return (
    <>
      <div className="grid gap-3">
        {back}
        <Head webhook={webhook} />
        <WebhookActions webhook={webhook} />
      </div>
      <Notices webhook={webhook} />
      <DeliveryLog webhook={webhook} first={deliveries} />
    </>
  );
}

function Head({ webhook }: { webhook: WebhookSummary }) {
  const { name, url, kinds, includesPrivate, createdAt, createdBy } = webhook;
  const { word, tone } = stateOf(webhook);
  return (
    <div className="grid gap-1">
      <h2 className="flex flex-wrap items-center gap-2 text-16 font-semibold [overflow-wrap:anywhere]">
        <bdi>{name}</bdi>
        <Chip tone={tone}>{word}</Chip>
        {includesPrivate ? <Chip>private incidents too</Chip> : null}
      </h2>
      <p className="font-mono text-12 text-ink-soft [overflow-wrap:anywhere]">{url}</p>
      <p className="text-12 text-ink-faint">
        {kindsInWords(kinds)} · made by <bdi>{createdBy}</bdi>, <TimeText at={createdAt} />
      </p>
    </div>
  );
}

function Notices({ webhook: { isEnabled, disabledReason, failingSince, previousUntil, waiting } }: { webhook: WebhookSummary }) {
  return (
    <>
      {!isEnabled ? (
        <Callout tone={disabledReason ? "bad" : "neutral"} title={disabledReason ? "Muster disabled this webhook" : "This webhook is disabled"}>
          {disabledReason ? <p>{disabledReason}</p> : null}
          <p>
            Nothing is sent to it. What happens until it is enabled again is not sent later
            {waiting > 0 ? `; the ${waiting === 1 ? "message" : `${waiting} messages`} that waited ${waiting === 1 ? "is" : "are"}` : ""}.
          </p>
        </Callout>
      ) : failingSince ? (
        <Callout
          tone="warn"
          title={
            <>
              Nothing was delivered since <TimeText at={failingSince} />
            </>
          }
        >
          The last messages below say why. Each is tried again for more than a day; after five days without a delivery the webhook is disabled.
        </Callout>
      ) : null}
      {isEnabled && previousUntil ? (
        <Callout title="The secret was replaced">
          Messages are signed by both until <TimeText at={previousUntil} />, then by the new one alone.
        </Callout>
      ) : null}
    </>
  );
}
