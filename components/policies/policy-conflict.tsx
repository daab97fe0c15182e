"use client";

import { EditConflict } from "#components/forms/edit-conflict.tsx";
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
  const theirs = rulesIn(problem?.conflict?.theirs);
  return (
    <EditConflict problem={problem} what="changed this policy while you were editing" parts={PARTS} onMine={onMine} onTheirs={onTheirs}>
      {theirs ? <p className="pt-1 text-ink-soft">Theirs: {theirs}</p> : null}
    </EditConflict>
  );
}

function rulesIn(theirs: unknown): string | null {
  const { rules } = (theirs ?? {}) as { rules?: PolicyRules };
  return rules ? rules.levels.map(({ title }) => title).join(" → ") : null;
}
