"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Input } from "#components/ui/input.tsx";
import type { Severity } from "#lib/contracts/incident.ts";
import { proposeSeverity } from "#lib/contracts/severity.ts";

const QUESTIONS = [
  { key: "isCoreFunction", label: "A core function is affected" },
  { key: "hasWorkaround", label: "There is a workaround" },
  { key: "hasDataLoss", label: "Data was lost or corrupted" },
  { key: "hasSecurityBreach", label: "Security was breached" },
] as const;

type Answers = Record<(typeof QUESTIONS)[number]["key"], boolean>;

/** Proposes a severity from a few answers and shows the rule that decided. */
export function SeverityHelper({ onPropose }: { onPropose: (severity: Severity) => void }) {
  const [users, setUsers] = useState("");
  const [answers, setAnswers] = useState<Answers>({ isCoreFunction: false, hasWorkaround: false, hasDataLoss: false, hasSecurityBreach: false });
  const percent = users.trim() === "" ? null : Math.min(100, Math.max(0, Number(users)));
  const proposal = proposeSeverity({ ...answers, usersPercent: Number.isNaN(percent) ? null : percent });
  return (
    <details>
      <summary className="min-h-6 text-12 font-medium text-ink-soft">Not sure? Answer a few questions</summary>
      <div className="grid gap-2 rounded-lg border border-line p-3">
        <Input label="How many users are affected, in percent?" inputMode="numeric" value={users} onChange={setUsers} placeholder="15" />
        {QUESTIONS.map(({ key, label }) => (
          <Checkbox key={key} label={label} isChecked={answers[key]} onChange={(isTrue) => setAnswers({ ...answers, [key]: isTrue })} />
        ))}
        <p className="flex flex-wrap items-center gap-2 text-13" aria-live="polite">
          <span>
            Proposed: <b>{proposal.severity}</b>, because: {proposal.rule.toLowerCase()}.
          </span>
          <Button size="sm" onClick={() => onPropose(proposal.severity)}>
            Use {proposal.severity}
          </Button>
        </p>
      </div>
    </details>
  );
}
