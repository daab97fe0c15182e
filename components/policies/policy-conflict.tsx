"use client";

import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { PolicyRules } from "#lib/contracts/escalation/policy.ts";
import type { Problem } from "#lib/trpc/client.tsx";

const PARTS: Record<string, string> = {
  name: "the name",
  description: "the description",
  rules: "the levels",
  isDefault: "whether it is the default",
  services: "its services",
};

/** Somebody else saved this policy meanwhile: both are kept until one is chosen. */
export function PolicyConflict({ problem, onMine, onTheirs }: { problem: Problem | null; onMine: () => void; onTheirs: () => void }) {
  if (!problem?.conflict) return null;
  const { by, field, theirs } = problem.conflict;
  const parts = field.split(", ").map((part) => PARTS[part] ?? part);
  return (
    <Callout tone="warn" title={`${by ?? "Somebody"} changed this policy while you were editing`}>
      <p>You differ in {parts.join(", ")}. What you entered is kept here and not saved yet.</p>
      {rulesIn(theirs) ? <p className="pt-1 text-ink-soft">Theirs: {rulesIn(theirs)}</p> : null}
      <div className="flex flex-wrap gap-2 pt-2">
        <Button size="sm" variant="primary" onClick={onMine}>
          Save mine
        </Button>
        <Button size="sm" onClick={onTheirs}>
          Keep theirs
        </Button>
      </div>
    </Callout>
  );
}

function rulesIn(theirs: unknown): string | null {
  const { rules } = (theirs ?? {}) as { rules?: PolicyRules };
  return rules ? rules.levels.map(({ title }) => title).join(" → ") : null;
}
