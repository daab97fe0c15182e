import Link from "next/link";
import { Chip } from "#components/ui/badge.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { DrillScore, DrillSummary } from "#lib/contracts/drill.ts";
import { durationWords } from "#lib/time.ts";
import { verdictOf } from "./verdict-of.ts";

/** How a drill went, beside what was true. */
export function PastDrill({ drill: { title, incident, endedAt, startedBy, score } }: { drill: DrillSummary }) {
  return (
    <article aria-label={title} className="grid gap-2 rounded-lg border border-line px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <div className="min-w-0 flex-1 basis-52">
          <h3 className="text-14 font-semibold">{title}</h3>
          <p className="text-12 text-ink-soft">
            {incident ? (
              <>
                <Link className="underline" href={`/incidents/${incident.reference}`}>
                  {incident.reference}
                </Link>
                ,{" "}
              </>
            ) : null}
            {startedBy.name}
            {endedAt ? (
              <>
                , ended <TimeText at={endedAt} />
              </>
            ) : null}
          </p>
        </div>
        {score ? <Chip tone={score.isRight ? "good" : "warn"}>{verdictOf(score)}</Chip> : null}
      </div>
      {score ? <Score score={score} /> : null}
    </article>
  );
}

function Score({ score: { acknowledgedMs, causeMs, accepted, truth, remedy } }: { score: DrillScore }) {
  const rows = [
    { label: "Acknowledged", value: acknowledgedMs === null ? "not" : `after ${durationWords(acknowledgedMs)}` },
    { label: "Root cause accepted", value: causeMs === null ? "none" : `after ${durationWords(causeMs)}` },
    ...(accepted ? [{ label: "What you accepted", value: accepted }] : []),
    { label: "What was true", value: truth },
    ...(remedy ? [{ label: "What ends it", value: remedy }] : []),
  ];
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-13">
      {rows.map(({ label, value }) => (
        <div key={label} className="contents">
          <dt className="text-ink-soft max-sm:max-w-24">{label}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
