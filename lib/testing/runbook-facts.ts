import type { FactOf } from "#lib/contracts/timeline.ts";
import { idOf } from "./room.ts";

const run = { id: idOf(71), slug: "scale-out", title: "Scale out", version: 1, mode: "run", target: "deployment/api" } as const;
const step = { n: 1, title: "Scale down", command: "kubectl scale" };

/** A fact of each kind that runbooks tell. None changes the room. */
export const RUNBOOK_FACTS: { [K in "runbook" | "runbook_step" | "approval"]: { fact: FactOf<K>; after: object } } = {
  runbook: { fact: { kind: "runbook", run, event: "started", summary: null }, after: {} },
  runbook_step: { fact: { kind: "runbook_step", run, of: 5, state: "completed", detail: null, durationMs: 5, ...step }, after: {} },
  approval: { fact: { kind: "approval", run, decision: "asked", reason: null, ...step }, after: {} },
};
