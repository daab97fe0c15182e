"use client";

import { Button } from "#components/ui/button.tsx";
import type { Act, EscalationStatus } from "#lib/contracts/escalation/status.ts";

const LABELS: Record<Act, string> = { escalate: "Escalate…", update: "Post update…", severity: "Change severity…", command: "Take command" };

/** What the situation asks for, each with its reason and, where the console can do it, the button. */
export function ActionList({ actions, canAct, onAct }: { actions: EscalationStatus["actions"]; canAct: boolean; onAct: (act: Act) => void }) {
  if (actions.length === 0) return <p className="text-13 text-ink-faint">Nothing is asked of you now.</p>;
  return (
    <ol aria-label="Recommended actions" className="divide-y divide-line border-y border-line">
      {actions.map(({ text, because, act }) => (
        <li key={text} className="flex min-w-0 flex-wrap items-center gap-2 py-1.5">
          <div className="min-w-0 flex-1 basis-52">
            <p className="text-13 font-medium [overflow-wrap:anywhere]">{text}</p>
            <p className="text-12 text-ink-soft [overflow-wrap:anywhere]">{because}</p>
          </div>
          {act && canAct ? (
            <Button size="sm" onClick={() => onAct(act)}>
              {LABELS[act]}
            </Button>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
