import { Chip } from "#components/ui/badge.tsx";
import type { Runbook } from "#lib/contracts/runbook.ts";
import { RISK_LABELS, STEP_KIND_LABELS } from "#lib/contracts/runbook-terms.ts";
import { commandOf } from "#lib/runbook-command.ts";
import { RISK_TONES } from "./words.ts";

/** The steps of a runbook as it was read, with what belongs to each. */
export function StepList({ runbook }: { runbook: Runbook }) {
  return (
    <ol aria-label="Steps" className="divide-y divide-line border-y border-line">
      {runbook.steps.map((step, at) => {
        const { title, about, kind, risk, action, nested, skip, when, undo } = step;
        const parts = (["check", "observe", "plan", "verify"] as const).flatMap((name) =>
          step[name] ? [{ name, text: commandOf(step[name]) }] : [],
        );
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two steps may be alike.
          <li key={at} className="grid gap-1 py-2.5 text-13">
            <span className="flex flex-wrap items-center gap-2">
              <span className="text-12 text-ink-faint tabular-nums">{at + 1}</span>
              <span className="font-medium">{title}</span>
              <span className="text-12 text-ink-faint">{STEP_KIND_LABELS[kind]}</span>
              <Chip tone={RISK_TONES[risk]}>{RISK_LABELS[risk]}</Chip>
              {skip ? <Chip>Skipped: {skip}</Chip> : null}
              {when ? <Chip>Only when {when}</Chip> : null}
            </span>
            {about ? <p className="whitespace-pre-line text-ink-soft">{about}</p> : null}
            {action && action.kind !== "manual" ? (
              <code className="font-mono text-12 [overflow-wrap:anywhere] whitespace-pre-wrap">{commandOf(action)}</code>
            ) : null}
            {nested ? <span className="text-12 text-ink-soft">The steps of {nested.slug}</span> : null}
            {parts.map(({ name, text }) => (
              <span key={name} className="text-12 text-ink-faint">
                {name}: <code className="font-mono [overflow-wrap:anywhere]">{text}</code>
              </span>
            ))}
            {undo ? (
              <span className="text-12 text-ink-faint">
                {Array.isArray(undo) ? (
                  <>
                    undo: <code className="font-mono [overflow-wrap:anywhere]">{undo.map(commandOf).join("; ")}</code>
                  </>
                ) : (
                  `cannot be undone: ${undo.none}`
                )}
              </span>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}
