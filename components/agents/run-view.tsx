"use client";

import { Square } from "lucide-react";
import Link from "next/link";
import { useMemo } from "react";
import { CitedIncident } from "#components/blocks/cited-entry.tsx";
import { MoreEvidence } from "#components/blocks/evidence-context.tsx";
import { useCommand } from "#components/forms/use-command.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { Elapsed } from "#components/ui/clock.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import { isOver, type RunSummary } from "#lib/contracts/agent.ts";
import { roleHolds } from "#lib/contracts/permissions.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { evidenceIn } from "./evidence-in-run.ts";
import { RunEnd } from "./run-end.tsx";
import { RunStateChip } from "./run-state.tsx";
import { effortWords, openQuestion, RUN_STATE_WORDS, tookWords } from "./run-words.ts";
import { Transcript } from "./transcript.tsx";
import { type FirstRun, type LiveRun, useRun } from "./use-run.ts";

type Place = "panel" | "page" | "pane";

/** One run, live: what was asked, everything since, and what it took. */
export function RunView({ first, place }: { first: FirstRun; place: Place }) {
  const live = useRun(first);
  const { run, message } = live;
  const items = useMemo(() => evidenceIn(message.parts), [message]);
  return (
    <div className="grid min-w-0 gap-4" aria-busy={run.state === "running"}>
      <Asked run={run} />
      <section aria-label="Transcript" className="grid min-w-0 gap-3 text-13 leading-[22px] *:min-w-0">
        <h2 className="sr-only">Transcript</h2>
        <MoreEvidence items={items}>
          <CitedIncident reference={run.incident?.reference ?? null}>
            <Transcript live={live} isBesideReport={place === "pane"} />
          </CitedIncident>
        </MoreEvidence>
        <AtWork live={live} />
        <RunEnd run={run} isSilent={message.parts.length === 0} />
      </section>
      <Effort run={run} place={place} onCancelled={live.refresh} />
      <p role="status" className="sr-only">
        {announcementOf(live)}
      </p>
    </div>
  );
}

function Asked({ run }: { run: RunSummary }) {
  return (
    <section aria-label="What was asked" className="rounded-lg bg-surface-sunk px-3 py-2.5">
      <p className="flex flex-wrap items-center gap-x-1.5 gap-y-0.5 text-12 text-ink-faint">
        <Avatar id={run.askedBy.id} name={run.askedBy.name} size="sm" />
        <bdi className="font-medium text-ink-soft">{run.askedBy.name}</bdi>
        <TimeText at={run.createdAt} />
        {run.incident ? (
          <>
            <span>in</span>
            <Link
              href={`/incidents/${run.incident.reference}`}
              title={run.incident.title}
              className="font-mono underline underline-offset-2 hover:text-ink"
            >
              {run.incident.reference}
            </Link>
          </>
        ) : null}
      </p>
      <p className="pt-1.5 text-14 [overflow-wrap:anywhere] whitespace-pre-wrap" dir="auto">
        {run.prompt}
      </p>
    </section>
  );
}

/** Something moves, so that nobody thinks it stands still. */
function AtWork({ live: { run, message } }: { live: LiveRun }) {
  if (isOver(run.state) || run.state === "waiting" || openQuestion(message.parts) !== null) return null;
  const last = message.parts.at(-1);
  if (last?.type === "text" && last.state === "streaming") return null;
  return (
    <p className="flex items-center gap-2 text-12 text-ink-faint">
      <Spinner size={12} />
      {message.parts.length === 0 ? "It begins in a moment. You can close this; it goes on." : "Thinking…"}
    </p>
  );
}

/** Stays in sight below a long run, so that it can be cancelled from anywhere. */
const BAR: Record<Place, string> = {
  panel: "-mx-4 bottom-0 bg-surface-raised px-4 pb-3",
  page: "bottom-14 bg-surface pb-3 sm:bottom-0",
  pane: "bottom-0 bg-surface pb-2",
};

function Effort({ run, place, onCancelled }: { run: RunSummary; place: Place; onCancelled: () => void }) {
  const { me } = useConsole();
  const trpc = useTRPC();
  const cancel = useCommand(trpc.agents.cancel.mutationOptions(), onCancelled);
  return (
    <section
      aria-label="How it stands"
      className={`sticky z-sticky flex items-center gap-x-3 border-t border-line pt-3 text-12 text-ink-faint ${BAR[place]}`}
    >
      <RunStateChip state={run.state} />
      <ul
        aria-label="What it took"
        className="flex min-w-0 flex-1 flex-wrap gap-x-2 tabular-nums [&>li+li]:before:mr-2 [&>li+li]:before:content-['·']"
      >
        {effortWords(run).map((words) => (
          <li key={words}>{words}</li>
        ))}
        {run.startedAt ? (
          <li>
            {run.endedAt ? (
              tookWords(Date.parse(run.endedAt) - Date.parse(run.startedAt))
            ) : (
              <Elapsed since={run.startedAt} serverNow={run.startedAt} />
            )}
          </li>
        ) : null}
      </ul>
      {!isOver(run.state) && roleHolds(me.role, "agent.run") ? (
        <Button size="sm" icon={<Square size={11} aria-hidden />} isPending={cancel.isPending} onClick={() => cancel.mutate({ id: run.id })}>
          Cancel
        </Button>
      ) : null}
    </section>
  );
}

/** What a screen reader is told, once for each turn: never the words as they stream. */
function announcementOf({ run, message, proposals }: LiveRun): string {
  const question = openQuestion(message.parts);
  if (question !== null && run.state === "waiting") return `The agent asks: ${question}`;
  const open = proposals.filter(({ state }) => state === "open").length;
  const waiting = open > 0 ? ` ${open === 1 ? "One proposal waits" : `${open} proposals wait`} for an answer.` : "";
  return `${RUN_STATE_WORDS[run.state].label}.${waiting}`;
}
