import type { z } from "zod";
import type { ReadPostmortem, WordingFinding } from "#lib/contracts/postmortem.ts";
import { blameInBlocks } from "#lib/postmortem/blame.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { findPostmortem } from "./access.ts";
import { loadDocument } from "./store.ts";
import { blocksIn } from "./ydoc.ts";

const MOST_NAMES = 1_000;

/** Names of the people here, by which a person is told from other words. */
export async function namesOfPeople(ctx: Ctx): Promise<string[]> {
  authorize(ctx, "incident.read");
  const rows = await db().user.findMany({ where: { deactivatedAt: null }, select: { name: true }, orderBy: { name: "asc" }, take: MOST_NAMES });
  return rows.map(({ name }) => name);
}

/** What in a postmortem blames somebody, with what to write instead. It holds nothing up. */
export async function checkWording(ctx: Ctx, { reference }: z.output<typeof ReadPostmortem>): Promise<{ items: WordingFinding[] }> {
  authorize(ctx, "incident.read");
  const { row } = await findPostmortem(ctx, reference);
  const [{ doc }, names] = await Promise.all([loadDocument(row.id), namesOfPeople(ctx)]);
  return { items: blameInBlocks(blocksIn(doc), names).map(({ from: _, to: __, ...finding }) => finding) };
}
