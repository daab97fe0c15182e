import { Chip } from "#components/ui/badge.tsx";
import type { RunPlan } from "#lib/contracts/runbook-plan.ts";
import { isReading } from "#lib/contracts/runbook-risk.ts";
import { needsApproval, RISK_LABELS } from "#lib/contracts/runbook-terms.ts";
import { commandOf } from "#lib/runbook-command.ts";
import { RISK_TONES } from "./words.ts";

/** Word for word what a run would do, before it does. */
export function PlanPreview({ plan }: { plan: RunPlan }) {
  const risky = plan.steps.filter(({ risk, skip }) => needsApproval(risk) && !skip).length;
  return (
    <section aria-label="What it would do" className="grid gap-2">
      <h3 className="text-12 font-medium text-ink-soft">
        {plan.steps.length} {plan.steps.length === 1 ? "step" : "steps"}
        {risky > 0 && plan.mode !== "dry" ? `, ${risky} of them after another person's approval` : ""}
        {plan.target ? ` · ${plan.target}` : ""}
      </h3>
      <ol className="divide-y divide-line border-y border-line">
        {plan.steps.map(({ n, title, action, risk, skip, from }) => (
          <li key={n} className="grid gap-1 py-2 text-13">
            <span className="flex flex-wrap items-center gap-2">
              <span className="text-ink-faint tabular-nums">{n}</span>
              <span className={skip ? "text-ink-faint line-through" : "font-medium"}>{title}</span>
              {skip ? <Chip>Skipped: {skip}</Chip> : <Chip tone={RISK_TONES[risk]}>{RISK_LABELS[risk]}</Chip>}
              {plan.mode === "dry" && !skip && !isReading(action) ? <Chip>Only shown</Chip> : null}
              {from ? <span className="text-12 text-ink-faint">from {from}</span> : null}
            </span>
            {skip ? null : (
              <code className="block font-mono text-12 [overflow-wrap:anywhere] whitespace-pre-wrap text-ink-soft">{commandOf(action)}</code>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
