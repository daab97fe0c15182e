import type { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import type { ReadRun, RunChunk, RunView } from "#lib/contracts/agent.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { findRun } from "./access.ts";
import { proposalsWhere } from "./proposals.ts";
import { storedChunks } from "./runs/store.ts";
import { summaries } from "./summaries.ts";

/** One run with its transcript and its proposals as they stand now. */
export async function readRun(ctx: Ctx, { id, after }: z.output<typeof ReadRun>): Promise<RunView> {
  authorize(ctx, "incident.read");
  await findRun(ctx, id);
  const [[run], chunks, proposals] = await Promise.all([
    summaries(ctx, Prisma.sql`r.id = ${id}::uuid`, 1),
    storedChunks(id, after),
    proposalsWhere(ctx, Prisma.sql`p.run_id = ${id}::uuid`),
  ]);
  if (!run) throw new Error(`The run ${id} was found and is gone.`);
  return { run, chunks: chunks as RunChunk[], proposals };
}

/** Chunks after a seq, oldest first, for streams. The caller has checked that the run may be read. */
export function readChunks(id: string, after: number, limit: number): Promise<RunChunk[]> {
  return storedChunks(id, after, limit) as Promise<RunChunk[]>;
}
