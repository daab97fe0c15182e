import type { z } from "zod";
import type { Contradiction } from "#lib/contracts/contradictions/account.ts";
import { accountOf } from "#lib/contracts/contradictions/account-of.ts";
import { contradictionsOf } from "#lib/contracts/contradictions.ts";
import type { ReadRoom } from "#lib/contracts/room-view.ts";
import { findIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { readLog } from "#server/timeline/index.ts";

/** What cannot all be true of all that an incident says of itself, from its whole log. */
export async function readContradictions(ctx: Ctx, { reference }: z.output<typeof ReadRoom>): Promise<Contradiction[]> {
  authorize(ctx, "incident.read");
  const { id } = await findIncident(ctx, reference);
  const account = accountOf(await readLog(db(), id));
  return account ? contradictionsOf(account) : [];
}
