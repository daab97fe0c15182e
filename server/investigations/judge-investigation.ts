import type { z } from "zod";
import { type JudgeInvestigation, VERDICTS } from "#lib/contracts/investigation.ts";
import { audit } from "#server/platform/audit.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, transaction } from "#server/platform/db.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { findInvestigation } from "./access.ts";

/** Keeps how right the analyst was, in a person's judgement; a later judgement replaces an earlier one. */
export async function judgeInvestigation(ctx: Ctx, { id, verdict, note }: z.output<typeof JudgeInvestigation>): Promise<{ id: string }> {
  const person = authorizePerson(ctx, "incident.write");
  const { state } = await findInvestigation(ctx, id);
  if (state !== "reported") throw new ConflictError("This investigation has no report yet. Judge it when it has one.");
  await transaction(async (tx) => {
    const verdictAt = new Date(await databaseNow(tx));
    const data = { verdict: VERDICTS[verdict], verdictNote: note, verdictBy: person.id, verdictName: person.name, verdictAt };
    await tx.investigation.update({ where: { id }, data });
    await audit(tx, ctx, { action: "investigation.judge", subject: id, detail: { verdict } });
  });
  return { id };
}
