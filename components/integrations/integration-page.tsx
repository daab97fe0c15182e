"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { Chip } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Sparkline } from "#components/ui/sparkline.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { EventSummary, IntegrationSummary } from "#lib/contracts/integration.ts";
import { INTEGRATION_KINDS } from "#lib/contracts/integration-kinds.ts";
import type { Page } from "#lib/contracts/page.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { Value } from "./create-dialog.tsx";
import { EventLog } from "./event-log.tsx";
import { IntegrationActions } from "./integration-actions.tsx";
import { countsWords, stateOf } from "./integration-words.ts";
import { MappingForm } from "./mapping-form.tsx";
import { Setup } from "./setup.tsx";

const LOOK_MS = 5_000;

/** One integration: how it fares, how it is set up, and what it sent. */
export function IntegrationPage({ id, first, events }: { id: string; first: IntegrationSummary[]; events: Page<EventSummary> }) {
  const trpc = useTRPC();
  const { data } = useQuery({ ...trpc.integrations.list.queryOptions(), initialData: first, staleTime: 0, refetchInterval: LOOK_MS });
  const integration = data.find((one) => one.id === id);
  const back = (
    <Link
      href="/settings/integrations"
      className="flex min-h-6 w-fit items-center gap-1 text-12 text-ink-soft hover:text-ink pointer-coarse:min-h-11"
    >
      <ArrowLeft size={13} aria-hidden />
      All integrations
    </Link>
  );
  if (!integration)
    return (
      <>
        {back}
        <Callout title="This integration was deleted">Nothing is taken from it any more.</Callout>
      </>
    );
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        {back}
        <Head integration={integration} />
        <IntegrationActions key={integration.version} integration={integration} />
      </div>
      <Notices integration={integration} />
      <section aria-label="Set-up" className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <h2 className="text-14 font-semibold">Set it up at the sender</h2>
        <Value label="Address" value={integration.url} />
        <Setup kind={integration.kind} url={integration.url} secret={null} />
      </section>
      {integration.kind === "generic" ? <MappingForm integration={integration} /> : null}
      <EventLog integrationId={id} first={events} />
    </>
  );
}

function Head({ integration }: { integration: IntegrationSummary }) {
  const { name, kind, perHour, createdAt, createdBy } = integration;
  const { word, tone } = stateOf(integration);
  return (
    <div className="grid gap-1">
      <h2 className="flex flex-wrap items-center gap-2 text-16 font-semibold wrap-anywhere">
        <bdi>{name}</bdi>
        <Chip tone={tone}>{word}</Chip>
        <Sparkline values={perHour} label={`${perHour.reduce((one, other) => one + other, 0)} messages in the last 24 hours`} />
      </h2>
      <p className="text-13 text-ink-soft">{countsWords(integration)}</p>
      <p className="text-12 text-ink-faint">
        {INTEGRATION_KINDS[kind].title} · made by <bdi>{createdBy}</bdi>, <TimeText at={createdAt} />
      </p>
    </div>
  );
}

function Notices({ integration: { state, lastReason, previousUntil, refused } }: { integration: IntegrationSummary }) {
  return (
    <>
      {state === "disabled" ? <Callout title="This integration is disabled">What it sends is refused, and not kept.</Callout> : null}
      {state === "refusing" ? (
        <Callout tone="bad" title={`${refused.toLocaleString("en")} ${refused === 1 ? "message was" : "messages were"} refused in the last 24 hours`}>
          {lastReason}
        </Callout>
      ) : null}
      {state === "failing" ? (
        <Callout tone="warn" title="Its last message could not be read">
          The messages below say why. When the mapping is put right, work them again.
        </Callout>
      ) : null}
      {previousUntil ? (
        <Callout title="The secret was replaced">
          The former one counts too until <TimeText at={previousUntil} />.
        </Callout>
      ) : null}
    </>
  );
}
