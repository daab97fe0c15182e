"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus, RadioTower } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Chip } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Sparkline } from "#components/ui/sparkline.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { IntegrationSummary } from "#lib/contracts/integration.ts";
import { INTEGRATION_KINDS } from "#lib/contracts/integration-kinds.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { CreateDialog } from "./create-dialog.tsx";
import { countsWords, stateOf } from "./integration-words.ts";

const LOOK_MS = 5_000;

/** The systems that send alerts and changes here, and how each fares. */
export function IntegrationsPage({ first }: { first: IntegrationSummary[] }) {
  const trpc = useTRPC();
  const [isMaking, setMaking] = useState(false);
  const { data } = useQuery({ ...trpc.integrations.list.queryOptions(), initialData: first, staleTime: 0, refetchInterval: LOOK_MS });
  const create = (
    <Button variant="primary" icon={<Plus size={14} aria-hidden />} onClick={() => setMaking(true)}>
      Add an integration
    </Button>
  );
  return (
    <>
      {data.length === 0 ? (
        <EmptyState title="Nothing sends alerts here yet" icon={<RadioTower size={16} />} action={create}>
          Each system gets an address and a secret of its own: Alertmanager, Grafana, PagerDuty, Datadog, GitHub, or anything that sends JSON. Scripts
          send to <code className="font-mono text-12">POST /api/v1/alerts</code> with an API key.
        </EmptyState>
      ) : (
        <section className="grid gap-3">
          <div className="flex flex-wrap items-end gap-3">
            <div className="min-w-0 flex-1 basis-60">
              <h2 className="text-14 font-semibold">Integrations</h2>
              <p className="text-13 text-ink-soft">Each sends alerts or changes to an address of its own.</p>
            </div>
            {create}
          </div>
          <ul aria-label="Integrations" className="divide-y divide-line border-y border-line">
            {data.map((integration) => (
              <Line key={integration.id} integration={integration} />
            ))}
          </ul>
        </section>
      )}
      <CreateDialog isOpen={isMaking} onClose={() => setMaking(false)} />
    </>
  );
}

function Line({ integration }: { integration: IntegrationSummary }) {
  const { id, kind, name, lastEventAt, lastReason, state, perHour } = integration;
  const { word, tone } = stateOf(integration);
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-0.5 py-2.5 text-13 hover:bg-surface-hover">
      <h3 className="flex min-w-0 items-center gap-2">
        <Link href={`/settings/integrations/${id}`} className="truncate font-semibold after:absolute after:inset-0">
          <bdi>{name}</bdi>
        </Link>
        {name === INTEGRATION_KINDS[kind].title ? null : <Chip>{INTEGRATION_KINDS[kind].title}</Chip>}
      </h3>
      <span className="flex items-center justify-end gap-3">
        <Sparkline values={perHour} label={`${perHour.reduce((one, other) => one + other, 0)} messages in the last 24 hours`} />
        <Chip tone={tone}>{word}</Chip>
      </span>
      <p className="text-12 text-ink-faint max-sm:col-span-full">{countsWords(integration)}</p>
      <p className="text-12 text-ink-faint max-sm:col-span-full sm:text-right">
        {lastEventAt ? (
          <>
            Last <TimeText at={lastEventAt} format="relative" />
          </>
        ) : (
          "Nothing has come yet"
        )}
      </p>
      {state === "refusing" && lastReason ? <p className="col-span-full text-12 text-bad">{lastReason}</p> : null}
    </li>
  );
}
