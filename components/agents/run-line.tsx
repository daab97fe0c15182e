"use client";

import Link from "next/link";
import { Avatar } from "#components/ui/avatar.tsx";
import { Chip } from "#components/ui/badge.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { RunSummary } from "#lib/contracts/agent.ts";
import { RunStateChip } from "./run-state.tsx";
import { agentLabel, costWords, countWords } from "./run-words.ts";

/** One run in a list: what was asked, of whom, by whom, and how it stands. */
export function RunLine({ run }: { run: RunSummary }) {
  const { id, prompt, agent, incident, askedBy, state, openProposals, createdAt, driver, model, costDollars } = run;
  return (
    <li className="relative grid gap-1 px-4 py-2.5 transition-colors hover:bg-surface-hover sm:px-6">
      <div className="flex min-w-0 items-center gap-3">
        <Link
          href={`/agents/runs/${id}`}
          dir="auto"
          className="min-w-0 flex-1 truncate text-13 font-medium after:absolute after:inset-0 focus-visible:outline-offset-[-2px]"
        >
          {prompt}
        </Link>
        {openProposals > 0 ? <Chip tone="accent">{countWords(openProposals, "proposal")} to decide</Chip> : null}
        <RunStateChip state={state} />
      </div>
      <p className="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-0.5 text-12 text-ink-faint">
        <span className="flex items-center gap-1.5">
          <Avatar id={askedBy.id} name={askedBy.name} size="sm" />
          <bdi>{askedBy.name}</bdi>
        </span>
        <TimeText at={createdAt} format="relative" />
        <span>{agentLabel(agent)}</span>
        {incident ? (
          <Link href={`/incidents/${incident.reference}`} title={incident.title} className="relative z-10 font-mono hover:text-ink hover:underline">
            {incident.reference}
          </Link>
        ) : null}
        {driver === "model" && model ? (
          <span>
            {model}, {costWords(costDollars)}
          </span>
        ) : null}
      </p>
    </li>
  );
}
