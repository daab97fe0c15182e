import Link from "next/link";
import type { ReactNode } from "react";
import { Chip } from "#components/ui/badge.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { RunbookCard } from "#lib/contracts/runbook-run.ts";
import { durationWords } from "#lib/time.ts";

/** A runbook in a list: what it does, how its runs went, and why it fits. */
export function RunbookLine({ card, action }: { card: RunbookCard; action?: ReactNode }) {
  const { slug, title, summary, isDraft, isArchived, reasons, statistics } = card;
  return (
    <li aria-label={title} className="flex items-start gap-3 py-2.5">
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link href={`/runbooks/${slug}`} className="text-13 font-semibold hover:underline">
            {title}
          </Link>
          {isDraft ? <Chip tone="warn">Draft, not reviewed</Chip> : null}
          {isArchived ? <Chip>Archived</Chip> : null}
          {statistics.isStale ? <Chip tone="warn">Stale</Chip> : null}
        </div>
        <p className="line-clamp-2 text-13 text-ink-soft">{summary}</p>
        {reasons.length > 0 ? (
          <ul aria-label="Why it fits" className="mt-0.5 grid gap-0.5 text-12 text-accent-ink">
            {reasons.slice(0, 2).map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        ) : null}
        <p className="mt-0.5 text-12 text-ink-faint tabular-nums">
          <span className="font-mono">{slug}</span> · {card.steps} {card.steps === 1 ? "step" : "steps"} · <Statistics card={card} />
        </p>
      </div>
      {action}
    </li>
  );
}

function Statistics({
  card: {
    statistics: { runs, succeeded, medianMs, lastUsedAt },
  },
}: {
  card: RunbookCard;
}) {
  if (runs === 0) return <>never run</>;
  return (
    <>
      {succeeded} of {runs} {runs === 1 ? "run" : "runs"} succeeded
      {medianMs === null ? null : <>, median {durationWords(medianMs)}</>}
      {lastUsedAt ? (
        <>
          , last <TimeText at={lastUsedAt} format="relative" />
        </>
      ) : null}
    </>
  );
}
