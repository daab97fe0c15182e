import { Chip } from "#components/ui/badge.tsx";
import type { RunView } from "#lib/contracts/runbook-run.ts";
import { STEP_WORDS } from "./words.ts";

/** What is watched after the last step. */
export function WatchList({ view: { plan, steps, run } }: { view: RunView }) {
  const { verification } = plan;
  if (!verification || run.mode === "dry") return null;
  return (
    <section aria-label="Post-execution verification" className="grid gap-1">
      <h2 className="text-14 font-semibold">Post-execution verification</h2>
      <p className="text-12 text-ink-faint">
        For {verification.minutes} minutes, a look every {verification.everyMinutes} minutes; quicker in a drill.
      </p>
      <ul className="divide-y divide-line border-y border-line text-13">
        {verification.watches.map(({ n, title }) => {
          const row = steps.find(({ phase, n: other }) => phase === "verification" && other === n);
          const words =
            row?.attempt && row.state === "pending" ? { label: "Watching", tone: "accent" as const } : STEP_WORDS[row?.state ?? "pending"];
          return (
            <li key={n} className="flex flex-wrap items-center gap-2 py-2">
              <span className="min-w-0 flex-1 basis-40">{title}</span>
              {row?.detail ? <span className="text-12 text-ink-soft">{row.detail}</span> : null}
              <Chip tone={words.tone}>{words.label}</Chip>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
