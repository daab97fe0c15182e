import Link from "next/link";
import { Chip } from "#components/ui/badge.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { RunbookRunSummary } from "#lib/contracts/runbook-run.ts";
import { MODE_LABELS } from "#lib/contracts/runbook-terms.ts";
import { runWords } from "./words.ts";

/** A run in a list. */
export function RunLine({ run }: { run: RunbookRunSummary }) {
  const words = runWords(run);
  return (
    <li aria-label={run.title} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2.5">
      <div className="min-w-0 flex-1 basis-56">
        <Link href={`/runbooks/runs/${run.id}`} className="text-13 font-semibold hover:underline">
          {run.title}
        </Link>
        <p className="text-12 text-ink-soft">
          {run.target ? <span className="font-mono">{run.target}</span> : null}
          {run.target ? " · " : ""}
          {MODE_LABELS[run.mode]} · {run.startedBy.name}
          {run.incident ? ` · ${run.incident.reference}` : ""} · <TimeText at={run.createdAt} format="relative" />
        </p>
      </div>
      <span className="text-12 text-ink-faint tabular-nums">
        {run.done}/{run.of}
      </span>
      <Chip tone={words.tone}>{words.label}</Chip>
    </li>
  );
}
