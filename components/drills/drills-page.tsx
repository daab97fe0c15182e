"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import type { DrillSummary, DrillsView } from "#lib/contracts/drill.ts";
import { roleHolds } from "#lib/contracts/permissions.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { PastDrill } from "./past-drill.tsx";
import { RunningDrill } from "./running-drill.tsx";
import { ScenarioList } from "./scenario-list.tsx";

/** Drills have no stream: the list is read again, often while one runs. */
const WHILE_RUNNING_MS = 2_000;
const AT_REST_MS = 15_000;
const ABOUT =
  "A small shop of seven services starts to fail, with Prometheus, Loki, Grafana and Kubernetes that answer as real ones do. Find out why. Nobody outside of the drill is told.";

/** What one can practise, what runs, and how the last ones went. */
export function DrillsPage({ first }: { first: DrillsView }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const { me } = useConsole();
  const options = trpc.drills.list.queryOptions();
  const { data } = useQuery({
    ...options,
    initialData: first,
    staleTime: 0,
    refetchInterval: ({ state }) => ((state.data?.running.length ?? 0) > 0 ? WHILE_RUNNING_MS : AT_REST_MS),
  });
  const readAgain = () => void queries.invalidateQueries({ queryKey: options.queryKey });
  const start = useCommand(trpc.drills.start.mutationOptions(), ({ reference }) => router.push(`/incidents/${reference}`));
  const end = useCommand(trpc.drills.end.mutationOptions(), readAgain);
  return (
    <>
      <PageHeader title="Drills" description={ABOUT} />
      <div className="mx-auto grid max-w-[980px] grid-cols-[minmax(0,1fr)] gap-6 px-4 py-4 sm:px-6">
        {data.running.length > 0 ? (
          <Section title="Running">
            {data.running.map((drill) => (
              <RunningDrill key={drill.id} drill={drill} isEnding={end.isPending} onEnd={() => end.mutate({ id: drill.id })} />
            ))}
          </Section>
        ) : null}
        {data.past.length > 0 ? (
          <Section title="Past drills">
            <PastDrills drills={data.past} />
          </Section>
        ) : null}
        <Section title="What you can practise">
          <ScenarioList
            scenarios={data.scenarios}
            starting={start.isPending || start.isSuccess ? (start.variables?.scenario ?? null) : null}
            onStart={roleHolds(me.role, "incident.declare") ? (scenario) => start.mutate({ scenario }) : null}
          />
        </Section>
      </div>
    </>
  );
}

const SHOWN = 3;

/** The newest at once, the others behind a word. */
function PastDrills({ drills }: { drills: DrillSummary[] }) {
  const earlier = drills.slice(SHOWN);
  return (
    <>
      {drills.slice(0, SHOWN).map((drill) => (
        <PastDrill key={drill.id} drill={drill} />
      ))}
      {earlier.length > 0 ? (
        <details className="text-13">
          <summary className="cursor-pointer text-ink-soft">
            {earlier.length} earlier {earlier.length === 1 ? "drill" : "drills"}
          </summary>
          <div className="mt-2 grid gap-2">
            {earlier.map((drill) => (
              <PastDrill key={drill.id} drill={drill} />
            ))}
          </div>
        </details>
      ) : null}
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2">
      <h2 className="text-14 font-semibold">{title}</h2>
      {children}
    </section>
  );
}
