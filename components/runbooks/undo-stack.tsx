import { Chip } from "#components/ui/badge.tsx";
import type { RunView } from "#lib/contracts/runbook-run.ts";
import { undoStack } from "#lib/contracts/runbook-undo.ts";
import { commandOf } from "#lib/runbook-command.ts";
import { UNDO_WORDS } from "./words.ts";

/** What stands to be taken back, last first; and what cannot be, and why. */
export function UndoStack({ view }: { view: RunView }) {
  const stack = undoStack(view.plan, view.steps);
  if (view.run.mode === "dry" || stack.length === 0) return null;
  return (
    <section aria-label="What can be undone" className="grid gap-1">
      <h2 className="text-14 font-semibold">What can be undone</h2>
      <ol className="divide-y divide-line border-y border-line text-13">
        {stack.map(({ n, title, undo, state }) => (
          <li key={n} className="grid gap-1 py-2">
            <span className="flex flex-wrap items-center gap-2">
              <span className="text-12 text-ink-faint tabular-nums">{n}</span>
              <span>{title}</span>
              {state ? <Chip tone={state === "undone" ? "good" : "warn"}>{UNDO_WORDS[state]}</Chip> : null}
              {Array.isArray(undo) ? null : <Chip>Stays</Chip>}
            </span>
            {Array.isArray(undo) ? (
              undo.map((action) => (
                <code key={commandOf(action)} className="font-mono text-12 [overflow-wrap:anywhere] text-ink-soft">
                  {commandOf(action)}
                </code>
              ))
            ) : (
              <span className="text-12 text-ink-soft">{undo?.none ?? "The runbook says no way to undo it."}</span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
