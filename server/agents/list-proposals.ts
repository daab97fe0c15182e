import type { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import type { ListProposals, ProposalView } from "#lib/contracts/agent.ts";
import { findIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { proposalsWhere } from "./proposals.ts";

/** What agents propose to do on an incident, the newest first, decided ones too. */
export async function listProposals(ctx: Ctx, { incident }: z.output<typeof ListProposals>): Promise<ProposalView[]> {
  authorize(ctx, "incident.read");
  const { id } = await findIncident(ctx, incident);
  return proposalsWhere(ctx, Prisma.sql`p.incident_id = ${id}::uuid`);
}
