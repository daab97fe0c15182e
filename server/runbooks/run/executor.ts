import { type Ctx, systemCtx } from "#server/platform/ctx.ts";

/** Who does what a run does: the executor, for the person who started it. */
export const EXECUTOR: Ctx = { ...systemCtx(), actor: { type: "agent", id: "runbook-executor", name: "runbook-executor" } };
