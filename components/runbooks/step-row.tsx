"use client";

import { Chip } from "#components/ui/badge.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { PlannedStep } from "#lib/contracts/runbook-plan.ts";
import type { RunView, StepView } from "#lib/contracts/runbook-run.ts";
import { RISK_LABELS, STEP_KIND_LABELS } from "#lib/contracts/runbook-terms.ts";
import { commandOf } from "#lib/runbook-command.ts";
import { durationWords } from "#lib/time.ts";
import { outputOf } from "./apply-run-event.ts";
import { ApprovalCard } from "./approval-card.tsx";
import { StepActions } from "./step-actions.tsx";
import { StepOutput } from "./step-output.tsx";
import { RISK_TONES, STEP_WORDS, UNDO_WORDS } from "./words.ts";

/** One step of a run: what it does, how it stands, what it wrote, and what one can do about it. */
export function StepRow({ planned, standing, view }: { planned: PlannedStep; standing: StepView; view: RunView }) {
  const { n, title, about, action, risk, kind } = planned;
  const { state, detail, undoState, undoNote } = standing;
  const words = STEP_WORDS[state];
  const isQuiet = state === "skipped" || state === "pending";
  const asked = state === "approval" ? view.approvals.find((one) => one.n === n && one.state === "asked") : undefined;
  return (
    <li
      aria-label={`Step ${n}: ${title}`}
      aria-current={["ready", "approval", "asking", "running"].includes(state) ? "step" : undefined}
      className="grid gap-2 py-3"
    >
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="w-5 text-right text-12 text-ink-faint tabular-nums">{n}</span>
        <h3 className={`min-w-0 flex-1 basis-40 text-13 ${isQuiet ? "text-ink-soft" : "font-semibold"}`}>{title}</h3>
        <span className="text-12 text-ink-faint">{STEP_KIND_LABELS[kind]}</span>
        <Chip tone={RISK_TONES[risk]}>{RISK_LABELS[risk]}</Chip>
        <span role="status">
          <Chip tone={words.tone} icon={state === "running" ? <Spinner /> : undefined}>
            {words.label}
          </Chip>
        </span>
      </div>
      <div className="grid min-w-0 gap-2 sm:pl-7">
        {about ? <p className="text-13 whitespace-pre-line text-ink-soft">{about}</p> : null}
        {action.kind === "manual" ? null : (
          <code className="block rounded-md border border-line bg-surface-sunk px-2.5 py-1.5 font-mono text-12 [overflow-wrap:anywhere] whitespace-pre-wrap">
            {commandOf(action)}
          </code>
        )}
        {detail ? <p className={`text-13 ${words.tone === "bad" ? "text-bad" : "text-ink-soft"}`}>{detail}</p> : null}
        <StepOutput parts={outputOf(view, "step", n)} isRunning={state === "running"} />
        {undoState ? (
          <p className="text-12 text-warn">
            {UNDO_WORDS[undoState]}
            {undoNote ? `: ${undoNote}` : ""}
          </p>
        ) : null}
        {asked ? <ApprovalCard approval={asked} /> : null}
        {view.rights.mayRun ? <StepActions view={view} planned={planned} standing={standing} /> : null}
        <p className="text-12 text-ink-faint">{[tookWords(standing), undoWords(planned)].filter(Boolean).join(" · ")}</p>
      </div>
    </li>
  );
}

function tookWords({ startedAt, endedAt, state }: StepView): string {
  if (!startedAt || !endedAt || state === "skipped" || state === "shown") return "";
  const span = Date.parse(endedAt) - Date.parse(startedAt);
  return span < 1_000 ? `${span} ms` : durationWords(span);
}

function undoWords({ undo }: PlannedStep): string {
  if (undo === null) return "";
  return Array.isArray(undo) ? `Undo: ${undo.map(commandOf).join("; ")}` : `Cannot be undone: ${undo.none}`;
}
