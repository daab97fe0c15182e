"use client";

import { Check, CircleHelp, X } from "lucide-react";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { Phase } from "#lib/contracts/incident.ts";
import { isActivePhase, PHASES } from "#lib/contracts/incident-terms.ts";
import { phaseLabel } from "#lib/contracts/phase-labels.ts";
import { directionOf } from "#lib/contracts/phase-rules.ts";
import { type ResolveCriterion, resolveChecklist } from "#lib/contracts/resolve-checklist.ts";
import type { RoomView } from "#lib/contracts/room-view.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";
import { ConflictChoice } from "./conflict-choice.tsx";
import { toInstant, toLocalInput } from "./local-time.ts";

/** Moves the incident; asks for what the move needs: a reason for going back, the end of impact and a summary for resolving. */
export function StatusForm({ view, target, onDone }: { view: RoomView; target: Phase | null; onDone: () => void }) {
  const trpc = useTRPC();
  const { settings } = useConsole();
  const { room } = view;
  const legal = PHASES.filter((phase) => directionOf(room.phase, phase) !== null);
  const [seen, setSeen] = useState(room.phase);
  const [to, setTo] = useState<Phase>(
    target && legal.includes(target) ? target : (legal.find((phase) => directionOf(room.phase, phase) === "forward") ?? legal[0] ?? room.phase),
  );
  const [reason, setReason] = useState("");
  const [summary, setSummary] = useState(room.summary);
  const [endedAt, setEndedAt] = useState(toLocalInput(new Date().toISOString()));
  const [hasNoImpact, setNoImpact] = useState(false);
  const change = useCommand(trpc.incidents.changeStatus.mutationOptions(), onDone);
  const direction = directionOf(room.phase, to);
  const isResolving = direction === "forward" && isActivePhase(room.phase) && !isActivePhase(to);
  const hasOpenImpact = room.intervals.some((interval) => interval.endedAt === null);
  const asksForEnd = isResolving && !room.figures.none && (hasOpenImpact || room.intervals.length === 0);
  const submit = (expected: Phase) =>
    change.mutate({
      reference: room.reference,
      to,
      expected,
      reason: reason || undefined,
      ...(isResolving
        ? { summary, hasNoImpact: hasNoImpact || undefined, impactEndedAt: asksForEnd && !hasNoImpact ? toInstant(endedAt) : null }
        : {}),
    });
  const conflict = change.problem?.conflict;
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        submit(seen);
      }}
    >
      {conflict ? (
        <ConflictChoice
          label="status"
          yours={phaseLabel(settings, to)}
          theirs={phaseLabel(settings, room.phase)}
          by={conflict.by}
          onYours={() => {
            setSeen(room.phase);
            submit(room.phase);
          }}
          onTheirs={onDone}
        />
      ) : null}
      <Select
        label={`From ${phaseLabel(settings, room.phase)} to`}
        value={to}
        options={legal.map((phase) => ({ value: phase, label: phaseLabel(settings, phase) }))}
        onChange={setTo}
      />
      {isResolving ? <Checklist criteria={resolveChecklist(room, new Date().toISOString())} /> : null}
      {isResolving ? (
        <Textarea
          label="Summary: what happened, in a sentence"
          value={summary}
          onChange={setSummary}
          error={fieldError(change.problem, "summary")}
          isAutoFocused
        />
      ) : null}
      {asksForEnd ? (
        <div className="grid gap-2">
          <Input
            label="Impact ended (your time)"
            type="datetime-local"
            step={1}
            value={endedAt}
            onChange={setEndedAt}
            disabled={hasNoImpact}
            error={fieldError(change.problem, "impactEndedAt")}
          />
          <Checkbox label="There was no impact" isChecked={hasNoImpact} onChange={setNoImpact} />
        </div>
      ) : null}
      {direction !== "forward" || !isResolving ? (
        <Input
          label={direction === "forward" ? "Why (optional)" : "Why"}
          value={reason}
          onChange={setReason}
          error={fieldError(change.problem, "reason")}
          isAutoFocused={direction !== "forward"}
        />
      ) : null}
      {room.severity === null && to !== "declined" && to !== "cancelled" ? (
        <Callout tone="warn">Set a severity first: an incident leaves triage with one.</Callout>
      ) : null}
      <DialogActions>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={change.isPending}>
          {direction === "reopen" ? "Reopen" : `Move to ${phaseLabel(settings, to)}`}
        </Button>
      </DialogActions>
    </form>
  );
}

/** What should hold before this is called over; advice, not a lock. */
function Checklist({ criteria }: { criteria: ResolveCriterion[] }) {
  return (
    <ul className="grid gap-1 rounded-lg border border-line p-3 text-13">
      {criteria.map(({ key, label, isMet, why }) => (
        <li key={key} className="flex items-start gap-2">
          {isMet === true ? (
            <Check size={14} aria-label="Met:" className="mt-0.5 text-good" />
          ) : isMet === false ? (
            <X size={14} aria-label="Not met:" className="mt-0.5 text-bad" />
          ) : (
            <CircleHelp size={14} aria-label="Not known:" className="mt-0.5 text-ink-faint" />
          )}
          <span>
            {label}. <span className="text-ink-soft">{why}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
