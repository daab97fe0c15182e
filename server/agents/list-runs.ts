import { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import type { ListRuns, RunSummary } from "#lib/contracts/agent.ts";
import { type Page, pageOf, readCursor } from "#lib/contracts/page.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { summaries } from "./summaries.ts";

/** Runs that this person may read, the newest first; of one incident, agent or state, or only their own, where asked. */
export async function listRuns(ctx: Ctx, input: z.output<typeof ListRuns>): Promise<Page<RunSummary>> {
  authorize(ctx, "incident.read");
  const after = readCursor(input.cursor, z.tuple([z.iso.datetime(), z.uuid()]));
  const conditions = [
    Prisma.sql`TRUE`,
    ...(input.incident ? [Prisma.sql`i.reference = ${input.incident}`] : []),
    ...(input.agent ? [Prisma.sql`r.agent = ${input.agent}`] : []),
    ...(input.state ? [Prisma.sql`r.state = ${input.state}`] : []),
    ...(input.isMine ? [Prisma.sql`r.asked_by = ${ctx.person?.id ?? null}::uuid`] : []),
    ...(after ? [Prisma.sql`(r.created_at, r.id) < (${new Date(after[0])}, ${after[1]}::uuid)`] : []),
  ];
  const rows = await summaries(ctx, Prisma.join(conditions, " AND "), input.limit + 1);
  return pageOf(
    rows,
    input.limit,
    ({ createdAt, id }) => [createdAt, id],
    (run) => run,
  );
}
