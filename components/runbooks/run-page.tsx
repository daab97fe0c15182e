"use client";

import Link from "next/link";
import { Chip } from "#components/ui/badge.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import { useNow } from "#components/ui/use-now.ts";
import type { RunView } from "#lib/contracts/runbook-run.ts";
import { isSettled, MODE_LABELS } from "#lib/contracts/runbook-terms.ts";
import { durationWords } from "#lib/time.ts";
import { PreflightTable } from "./preflight-table.tsx";
import { RunActions } from "./run-actions.tsx";
import { StepRow } from "./step-row.tsx";
import { UndoStack } from "./undo-stack.tsx";
import { useRunbookRun } from "./use-runbook-run.ts";
import { WatchList } from "./watch-list.tsx";
import { runWords } from "./words.ts";

/** The sheet of a run: its checks, its steps, and what one can do about them, live. */
export function RunPage({ first }: { first: RunView }) {
  const view = useRunbookRun(first);
  const { run, plan, steps } = view;
  const words = runWords(run);
  const own = steps.filter(({ phase }) => phase === "step");
  const done = own.filter(({ state }) => isSettled(state)).length;
  const current = own.find(({ state }) => !isSettled(state));
  const doing = plan.steps.find(({ n }) => n === current?.n);
  return (
    <>
      <PageHeader
        title={run.title}
        description={
          <span className="font-mono">
            {run.target || run.slug}
            {plan.namespace ? ` -n ${plan.namespace}` : ""}
          </span>
        }
        actions={
          <>
            <span role="status">
              <Chip tone={words.tone}>{words.label}</Chip>
            </span>
            {view.rights.mayRun ? <RunActions view={view} /> : null}
          </>
        }
      />
      <div className="mx-auto grid max-w-[980px] grid-cols-[minmax(0,1fr)] gap-5 px-4 py-4 sm:px-6">
        <div className="grid gap-1">
          <ProgressBar label="Steps done" value={own.length === 0 ? 1 : done / own.length} tone={words.tone === "bad" ? "bad" : "accent"} />
          <p className="flex justify-between gap-3 text-12 text-ink-soft tabular-nums">
            <span>
              {done} of {own.length} steps{run.endedAt || !doing ? "" : ` · now: ${doing.title}`}
            </span>
            <Elapsed from={run.startedAt} to={run.endedAt} />
          </p>
          <p className="text-12 text-ink-faint">
            {MODE_LABELS[run.mode]} · version {run.version} · started by {run.startedBy.name}
            {run.incident ? (
              <>
                {" for "}
                <Link className="underline" href={`/incidents/${run.incident.reference}/runbooks`}>
                  {run.incident.reference}
                </Link>
              </>
            ) : null}
          </p>
          {run.note ? <p className="text-13 text-ink-soft">{run.note}</p> : null}
        </div>
        <PreflightTable view={view} />
        <section aria-label="Steps">
          <h2 className="text-14 font-semibold">Steps</h2>
          <ol className="divide-y divide-line border-b border-line">
            {plan.steps.map((planned) => {
              const standing = own.find(({ n }) => n === planned.n);
              return standing ? <StepRow key={planned.n} planned={planned} standing={standing} view={view} /> : null;
            })}
          </ol>
        </section>
        <UndoStack view={view} />
        <WatchList view={view} />
        <section aria-label="Summary" className="flex flex-wrap items-center gap-2 text-12 text-ink-soft">
          <CopyButton text={view.summary} label="Copy the summary as Markdown" />
          <span>
            Started <TimeText at={run.startedAt ?? run.createdAt} />
          </span>
        </section>
      </div>
    </>
  );
}

function Elapsed({ from, to }: { from: string | null; to: string | null }) {
  const now = useNow();
  const end = to ? Date.parse(to) : now;
  return <span>{from && end !== null ? durationWords(Math.max(0, end - Date.parse(from))) : ""}</span>;
}
