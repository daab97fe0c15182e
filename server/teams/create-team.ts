import type { z } from "zod";
import type { CreateTeam } from "#lib/contracts/team.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, type Transaction, transaction } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { freeSlug, slugFrom } from "#server/services/index.ts";
import { refuseTakenName } from "./team.ts";

export async function createTeam(ctx: Ctx, input: z.output<typeof CreateTeam>): Promise<{ id: string; slug: string }> {
  authorize(ctx, "service.manage");
  return transaction(async (tx) => {
    await refuseTakenName(tx, input.name);
    const id = newId();
    const slug = await slugFor(tx, input.name);
    const { name, description } = input;
    await tx.team.create({ data: { id, slug, name, description, createdAt: new Date(await databaseNow(tx)) } });
    await audit(tx, ctx, { action: "team.create", subject: slug, detail: { id, name } });
    return { id, slug };
  });
}

async function slugFor(tx: Transaction, name: string): Promise<string> {
  const base = slugFrom(name) || "team";
  const rows = await tx.team.findMany({ where: { slug: { startsWith: base.slice(0, 50) } }, select: { slug: true } });
  return freeSlug(base, new Set(rows.map(({ slug }) => slug)));
}
