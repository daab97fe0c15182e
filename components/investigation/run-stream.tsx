"use client";

import { useQuery } from "@tanstack/react-query";
import { ScanSearch } from "lucide-react";
import Link from "next/link";
import { useMemo, useState } from "react";
import { EMPTY } from "#components/agents/fold-run.ts";
import { RunView } from "#components/agents/run-view.tsx";
import { useAsking } from "#components/agents/use-asking.ts";
import type { FirstRun } from "#components/agents/use-run.ts";
import { EvidenceProvider } from "#components/blocks/evidence-context.tsx";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/select.tsx";
import { EmptyState, ErrorState, Skeleton } from "#components/ui/states.tsx";
import { isOver, type RunSummary } from "#lib/contracts/agent.ts";
import { shortTime } from "#lib/time.ts";
import { problemFrom, useTRPC } from "#lib/trpc/client.tsx";
import type { InvestigationView } from "#lib/trpc/outputs.ts";
import { citedIn } from "./evidence-of.tsx";
import { FollowUp } from "./follow-up.tsx";
import { useFollowedEnd } from "./use-followed-end.ts";
import { AGAIN, BEGIN, useInvestigate } from "./use-investigate.ts";

type StreamProps = { reference: string; runs: readonly RunSummary[]; first: FirstRun | null; report: InvestigationView | null };

/** What the analyst does, live: the newest of its runs, or an earlier one that was picked. */
export function RunStream({ reference, runs, first, report }: StreamProps) {
  const { mayAsk } = useAsking();
  const [picked, setPicked] = useState<{ id: string; newest: string | undefined } | null>(null);
  const [newest] = runs;
  const hasReport = report !== null;
  const cited = useMemo(() => (report ? citedIn(report) : null), [report]);
  const { ask, isPending } = useInvestigate(reference, (id) => setPicked({ id, newest: newest?.id }));
  // What is asked later comes to the fore, by whomever; until then what was picked stays.
  const shown = picked && picked.newest === newest?.id ? picked.id : newest?.id;
  const isWorking = newest !== undefined && !isOver(newest.state);
  return (
    <section aria-label="Analyst" className="grid min-w-0 grid-cols-1 gap-2">
      <div className="flex min-h-7 flex-wrap items-center gap-2">
        <h2 className="flex-1 text-14 font-semibold">Analyst</h2>
        {runs.length > 1 && shown ? (
          <div className="w-52 min-w-0">
            <Select
              label="Which run"
              isLabelHidden
              value={shown}
              options={runs.map(({ id, prompt, createdAt }) => ({ value: id, label: `${shortTime(createdAt)} ${prompt}` }))}
              onChange={(id) => setPicked({ id, newest: newest?.id })}
            />
          </div>
        ) : null}
        {mayAsk && (hasReport || newest) ? (
          <Button variant={hasReport ? "secondary" : "primary"} isPending={isPending} isDisabled={isWorking} onClick={() => ask(AGAIN)}>
            Investigate again
          </Button>
        ) : null}
      </div>
      {shown ? (
        <EvidenceProvider value={report?.investigation.run === shown ? cited : null}>
          <Pane key={shown} id={shown} first={first?.view.run.id === shown ? first : null} />
        </EvidenceProvider>
      ) : (
        <NothingYet mayAsk={mayAsk} isPending={isPending} onBegin={() => ask(BEGIN)} />
      )}
      {mayAsk && hasReport ? <FollowUp reference={reference} isPending={isPending} onAsk={ask} /> : null}
    </section>
  );
}

function Pane({ id, first }: { id: string; first: FirstRun | null }) {
  const trpc = useTRPC();
  const { data, error } = useQuery({
    ...trpc.agents.read.queryOptions({ id }),
    enabled: first === null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const run = first ?? (data ? { view: data, message: EMPTY } : null);
  const { pane, content } = useFollowedEnd(run !== null && !isOver(run.view.run.state));
  return (
    <section
      ref={pane}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard.
      tabIndex={0}
      aria-label="Stream of the analyst"
      className="h-[62dvh] min-h-80 overflow-y-auto overscroll-contain rounded-lg border border-line px-3 pt-3 sm:px-4"
    >
      <div ref={content}>
        {run ? (
          <RunView first={run} place="pane" />
        ) : error ? (
          <ErrorState title="This run cannot be shown">{problemFrom(error).detail}</ErrorState>
        ) : (
          <Skeleton rows={5} />
        )}
      </div>
    </section>
  );
}

/** What this place is, and three ways to begin. */
function NothingYet({ mayAsk, isPending, onBegin }: { mayAsk: boolean; isPending: boolean; onBegin: () => void }) {
  return (
    <div className="grid min-h-80 place-items-center rounded-lg border border-line">
      <EmptyState
        title="Nobody has looked for the cause yet"
        icon={<ScanSearch size={18} aria-hidden />}
        action={
          mayAsk ? (
            <Button variant="primary" isPending={isPending} onClick={onBegin}>
              Investigate
            </Button>
          ) : null
        }
      >
        The analyst gathers metrics, logs, traces, changes and cluster state, tests what could explain them, and reports with the evidence of every
        sentence. It looks at the connected systems (
        <Link href="/settings" className="underline underline-offset-2">
          Settings
        </Link>
        ), at files that you upload below, and at command output pasted into the timeline as a block of code.
      </EmptyState>
    </div>
  );
}
