import type { z } from "zod";
import type { DraftBrief } from "#lib/contracts/incident-commands.ts";
import type { HandoverBrief } from "#lib/contracts/role.ts";
import { findIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { readPage } from "#server/timeline/index.ts";
import { draftBrief } from "./brief.ts";

const NOTES_READ = 200;

/** What the brief of a hand-over would say by the room and its latest notes. */
export async function draftHandoverBrief(ctx: Ctx, { reference }: z.output<typeof DraftBrief>): Promise<HandoverBrief> {
  authorize(ctx, "incident.write");
  const { id, room } = await findIncident(ctx, reference);
  const { items } = await readPage(db(), id, { limit: NOTES_READ, kinds: ["note"] });
  return draftBrief(room, items);
}
