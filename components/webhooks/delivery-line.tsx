"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Chip } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Skeleton } from "#components/ui/states.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { Delivery, DeliveryAttempt, DeliverySummary } from "#lib/contracts/webhook.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useWebhooksChanged } from "./use-webhooks-changed.ts";
import { DELIVERY_WORDS, readable } from "./webhook-words.ts";

/** One message; opened, it shows what was sent and what each attempt met. */
export function DeliveryLine({ delivery, canReplay }: { delivery: DeliverySummary; canReplay: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const { type, reference, isHidden, state, status, attempts, createdAt, nextAt } = delivery;
  const { word, tone } = DELIVERY_WORDS[state];
  return (
    <li>
      <details className="group" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="grid cursor-pointer list-none grid-cols-[14px_minmax(0,1fr)_auto] items-center gap-x-3 py-2 text-13 hover:bg-surface-hover sm:grid-cols-[14px_minmax(0,1fr)_130px_150px_96px] pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
          <ChevronRight size={14} aria-hidden className="text-ink-faint transition-transform group-open:rotate-90" />
          <span className="min-w-0 truncate font-mono text-12">{type}</span>
          <span className="truncate text-12 text-ink-soft max-sm:order-4 max-sm:col-start-2">
            {isHidden ? "private incident" : (reference ?? "")}
          </span>
          <span className="text-12 text-ink-faint max-sm:order-5 max-sm:text-right">
            <TimeText at={createdAt} />
          </span>
          <span className="flex justify-end">
            <Chip tone={tone}>{status !== null && state !== "delivered" ? `${word} ${status}` : word}</Chip>
          </span>
        </summary>
        {isOpen ? (
          <div className="grid gap-3 pb-4 pl-[26px]">
            {nextAt && attempts > 0 ? (
              <p className="text-12 text-ink-soft">
                Next attempt: <TimeText at={nextAt} />
              </p>
            ) : null}
            <Opened delivery={delivery} canReplay={canReplay} />
          </div>
        ) : null}
      </details>
    </li>
  );
}

function Opened({ delivery, canReplay }: { delivery: DeliverySummary; canReplay: boolean }) {
  const trpc = useTRPC();
  const changed = useWebhooksChanged();
  const { data } = useQuery(trpc.webhooks.delivery.queryOptions({ id: delivery.id }, { staleTime: 0 }));
  const replay = useCommand(trpc.webhooks.replay.mutationOptions(), () => {
    changed();
    toast.done("The message is on its way again");
  });
  if (!data) return <Skeleton rows={3} />;
  if (data.isHidden) return <p className="text-13 text-ink-soft">You are not named on this private incident, so what was sent is not shown.</p>;
  return (
    <>
      <div className="flex flex-wrap items-center gap-3 text-12">
        <Button
          size="sm"
          isDisabled={!canReplay || data.state === "sending" || data.body === ""}
          isPending={replay.isPending}
          onClick={() => replay.mutate({ id: delivery.id })}
        >
          Replay
        </Button>
        {data.reference ? (
          <Link href={`/incidents/${data.reference}`} className="text-accent-ink hover:underline">
            Open the incident
          </Link>
        ) : null}
        <span className="font-mono text-11 text-ink-faint [overflow-wrap:anywhere]">{data.messageId}</span>
      </div>
      <Sent delivery={data} />
      {data.log.map((attempt) => (
        <Attempt key={attempt.attempt} attempt={attempt} />
      ))}
    </>
  );
}

function Sent({ delivery: { body, state } }: { delivery: Delivery }) {
  if (!body) return <p className="text-13 text-ink-soft">Its incident became private before it could be sent, so it was not.</p>;
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <h3 className="text-12 font-medium text-ink-soft">{state === "waiting" ? "To be sent" : "Sent"}</h3>
      <Text label="What was sent" text={readable(body)} />
    </section>
  );
}

function Attempt({ attempt: { attempt, at, status, durationMs, answer, error } }: { attempt: DeliveryAttempt }) {
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <h3 className="text-12 font-medium text-ink-soft">
        Attempt {attempt}, <TimeText at={at} />: {status ?? "no answer"} after {durationMs.toLocaleString("en")} ms
      </h3>
      {error ? <p className="text-12 text-bad [overflow-wrap:anywhere]">{error}</p> : null}
      {answer ? <Text label={`Answer to attempt ${attempt}`} text={answer} /> : null}
    </section>
  );
}

function Text({ label, text }: { label: string; text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard.
    <section tabIndex={0} aria-label={label} className="max-h-64 overflow-auto rounded-md border border-line bg-surface-sunk px-2.5 py-1.5">
      <pre className="font-mono text-11 whitespace-pre-wrap [overflow-wrap:anywhere]">{text}</pre>
    </section>
  );
}
