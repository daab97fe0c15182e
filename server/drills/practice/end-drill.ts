import type { z } from "zod";
import type { Prisma } from "#generated/prisma/client.ts";
import type { DrillId, DrillScore } from "#lib/contracts/drill.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db, transaction } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { scenarioNamed } from "../scenarios/registry.ts";
import { scoreOf } from "./score.ts";

/** Ends a drill: its world goes, and the score tells what was true. A second end answers with the first score. */
export async function endDrill(ctx: Ctx, { id }: z.output<typeof DrillId>): Promise<{ score: DrillScore }> {
  authorize(ctx, "incident.write");
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM drill WHERE id = ${id}::uuid FOR UPDATE`;
    const drill = await tx.drill.findUnique({ where: { id } });
    const scenario = drill && scenarioNamed(drill.scenario);
    if (!drill || !scenario) throw new NotFoundError("There is no such drill. Reload the list.");
    if (drill.score) return { score: drill.score as unknown as DrillScore };
    const { state } = await db().incident.findUniqueOrThrow({ where: { id: drill.incidentId }, select: { state: true } });
    const score = scoreOf(scenario, state as RoomState, drill.startedAt.getTime());
    const endedAt = new Date(await databaseNow(tx));
    const data = { state: "ended", endedAt, addresses: {}, heldUntil: null, score: score as unknown as Prisma.InputJsonObject };
    await tx.drill.update({ where: { id }, data });
    await audit(tx, ctx, { action: "drill.end", subject: id, detail: { scenario: drill.scenario, isRight: score.isRight } });
    await tx.$executeRaw`SELECT pg_notify('muster', ${`drill ${id}`})`;
    return { score };
  });
}
