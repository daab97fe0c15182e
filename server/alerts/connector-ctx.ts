import type { Ctx } from "#server/platform/ctx.ts";

/** A connected system acting by what it sends. What it may do is decided by rules that people made, so it is as Muster itself. */
export function connectorCtx({ id, name }: { id: string; name: string }, requestKey?: string): Ctx {
  const actor = { type: "connector" as const, id, name };
  return { actor, person: null, isSystem: true, sessionId: null, address: null, ...(requestKey ? { requestKey } : {}) };
}
