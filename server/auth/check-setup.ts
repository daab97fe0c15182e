import type { z } from "zod";
import type { CheckSetup } from "#lib/contracts/people.ts";
import { openInvitation } from "#server/people/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db, transaction } from "#server/platform/db.ts";
import { countVisit } from "./limits.ts";
import { hasAdministrator } from "./setup-state.ts";

/** Whether Muster waits for its first administrator, and whether this link is the way. */
export async function checkSetup(ctx: Ctx, input: z.output<typeof CheckSetup>): Promise<{ isNeeded: boolean; isLinkValid: boolean }> {
  if (await hasAdministrator(db())) return { isNeeded: false, isLinkValid: false };
  const { token } = input;
  if (!token) return { isNeeded: true, isLinkValid: false };
  await countVisit("setup", ctx.address);
  const isLinkValid = await transaction((tx) => openInvitation(tx, token, "setup")).then(
    () => true,
    () => false,
  );
  return { isNeeded: true, isLinkValid };
}
