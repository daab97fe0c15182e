import type { MusterBridge } from "#lib/trpc/bridge.ts";
import { sessionOf } from "#server/auth/index.ts";
import { anonymousCtx, personCtx } from "#server/platform/ctx.ts";
import { operationHelp } from "./operations/help.ts";
import { createCaller } from "./root.ts";

/** Lets server components call the same procedures as browsers, without a request of their own. */
export const bridge: MusterBridge = {
  operations: operationHelp,
  async forRequest(headers) {
    const session = await sessionOf(headers);
    const ctx = session ? personCtx(session.person, { sessionId: session.sessionId }) : anonymousCtx();
    return { caller: createCaller(ctx), session };
  },
};
