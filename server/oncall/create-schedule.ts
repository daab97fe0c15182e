import type { z } from "zod";
import type { CreateSchedule } from "#lib/contracts/oncall.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, type Transaction, transaction } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { freeSlug, slugFrom } from "#server/services/index.ts";
import { requireKeeper } from "./rights.ts";
import { refuseUnfit, refuseUnknownTeam } from "./schedule.ts";

/** Makes a schedule. For administrators, and for leads in the name of their team. */
export async function createSchedule(ctx: Ctx, input: z.output<typeof CreateSchedule>): Promise<{ id: string; slug: string }> {
  authorize(ctx, "oncall.manage");
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('muster schedules'))`;
    await refuseUnknownTeam(tx, input.team);
    await requireKeeper(tx, ctx, input.team);
    await refuseUnfit(tx, [...new Set(input.layers.flatMap(({ people }) => people))]);
    const id = newId();
    const slug = await slugFor(tx, input.name);
    const at = new Date(await databaseNow(tx));
    const { team: teamId, ...data } = input;
    await tx.oncallSchedule.create({ data: { ...data, id, slug, teamId, createdAt: at, updatedAt: at, updatedBy: ctx.actor.name } });
    await audit(tx, ctx, { action: "oncall.schedule.create", subject: slug, detail: { id, ...input } });
    return { id, slug };
  });
}

async function slugFor(tx: Transaction, name: string): Promise<string> {
  const base = slugFrom(name) || "schedule";
  const rows = await tx.oncallSchedule.findMany({ where: { slug: { startsWith: base.slice(0, 50) } }, select: { slug: true } });
  return freeSlug(base, new Set([...rows.map(({ slug }) => slug), ...RESERVED]));
}

/** Places below /on-call. */
const RESERVED = ["new", "mine"];
