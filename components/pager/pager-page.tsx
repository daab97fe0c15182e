"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { SchemaForm } from "#components/forms/schema-form.tsx";
import { useCommand } from "#components/forms/use-command.ts";
import { Callout } from "#components/ui/callout.tsx";
import { Sparkline } from "#components/ui/sparkline.tsx";
import { StatusDot } from "#components/ui/status-dot.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import { toast } from "#components/ui/toast.tsx";
import { type PagerHealth, PagerSettings } from "#lib/contracts/pager.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { lateWords } from "./late-words.ts";

const REFRESH_MS = 5_000;

/** Whether paging works: what the auditor saw, how late pages were, self-tests, and where heartbeat and alarm go. */
export function PagerPage({ first }: { first: PagerHealth }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const options = trpc.pager.health.queryOptions();
  const { data: health } = useQuery({ ...options, initialData: first, refetchInterval: REFRESH_MS });
  const change = useCommand(trpc.pager.change.mutationOptions(), () => {
    toast.done("Saved");
    void client.invalidateQueries({ queryKey: options.queryKey });
  });
  return (
    <>
      <Verdict health={health} />
      <Figures health={health} />
      <SelfTests health={health} />
      <section className="grid gap-3 border-t border-line pt-5">
        <div>
          <h2 className="text-14 font-semibold">Told from outside</h2>
          <p className="text-13 text-ink-soft">
            Nobody inside Muster can say that Muster has stopped. Give a heartbeat address of a service that misses it when it does not come.
          </p>
        </div>
        <SchemaForm
          key={health.version}
          schema={PagerSettings}
          value={health.settings}
          submit="Save"
          isPending={change.isPending}
          problem={change.problem?.detail ?? null}
          onSubmit={(settings) => change.mutate({ version: health.version, settings })}
        />
      </section>
    </>
  );
}

function Verdict({ health: { problems, checkedAt } }: { health: PagerHealth }) {
  if (checkedAt === null) return <Callout title="Not looked at yet">The worker looks at paging every 30 seconds.</Callout>;
  if (problems.length === 0) {
    return (
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-14">
        <StatusDot status="operational" label="Paging works" />
        <span className="text-13 text-ink-soft">
          looked at <TimeText at={checkedAt} format="relative" />
        </span>
      </p>
    );
  }
  return (
    <Callout tone="bad" title="Something is wrong with paging">
      <ul className="mt-1 grid gap-0.5">
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
      <p className="mt-1 text-ink-soft">Look whether the worker runs and the database answers: muster doctor says both.</p>
    </Callout>
  );
}

function Figures({ health }: { health: PagerHealth }) {
  const { armed, nextAt, waiting, sentToday, failedToday, lateness, heartbeat, settings } = health;
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3">
      <Figure name="Escalations armed">{armed.toLocaleString("en")}</Figure>
      <Figure name="Next step">{nextAt ? <TimeText at={nextAt} format="relative" /> : "none"}</Figure>
      <Figure name="Messages to be sent">{waiting.toLocaleString("en")}</Figure>
      <Figure name="Sent in a day">{sentToday.toLocaleString("en")}</Figure>
      <Figure name="Failed in a day">{failedToday.toLocaleString("en")}</Figure>
      <Figure name="Due to taken over, median / p99">{lateness ? `${lateWords(lateness.p50)} / ${lateWords(lateness.p99)}` : "nothing sent"}</Figure>
      {settings.heartbeatUrl ? (
        <Figure name="Last heartbeat">{heartbeat.problem ?? (heartbeat.at ? <TimeText at={heartbeat.at} format="relative" /> : "not yet")}</Figure>
      ) : null}
    </dl>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-12 text-ink-soft">{name}</dt>
      <dd className="text-14 tabular-nums">{children}</dd>
    </div>
  );
}

function SelfTests({ health: { selfTests, settings } }: { health: PagerHealth }) {
  const failed = selfTests.filter(({ problem }) => problem).length;
  const late = selfTests.flatMap(({ lateMs }) => lateMs ?? []);
  return (
    <section className="grid gap-2 border-t border-line pt-5">
      <h2 className="text-14 font-semibold">Self-tests</h2>
      {selfTests.length === 0 ? (
        <p className="text-13 text-ink-soft">
          {settings.isSelfTesting
            ? "The first is made within a minute."
            : "None yet. Turn them on below: a page to nobody goes the pager's whole way every minute."}
        </p>
      ) : (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-13">
          <Sparkline values={late.toReversed()} label={`Lateness of the last ${late.length} self-tests`} />
          <span className="tabular-nums text-ink-soft">
            {selfTests.length} in the last hour, {failed === 0 ? "none failed" : `${failed} failed`}; the longest took{" "}
            {lateWords(Math.max(0, ...late))}
          </span>
          {selfTests[0]?.problem ? <p className="w-full text-bad">{selfTests[0].problem}</p> : null}
        </div>
      )}
    </section>
  );
}
