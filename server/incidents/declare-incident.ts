import type { z } from "zod";
import type { DeclareIncident } from "#lib/contracts/incident-commands.ts";
import { peopleRefs } from "#server/people/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { onceStored } from "#server/platform/once.ts";
import { servicesRefs } from "#server/services/index.ts";
import { type Declared, storeDeclaration } from "./store-declarations.ts";

/** Declares an incident: reference, state, first facts, the declarer as commander and watcher. Returns its reference. */
export async function declareIncident(ctx: Ctx, input: z.output<typeof DeclareIncident>): Promise<Declared> {
  authorize(ctx, "incident.declare");
  const [services, members] = await Promise.all([servicesRefs(db(), input.services), membersOf(ctx, input)]);
  return onceStored(() => storeDeclaration({ ctx, input, services, members }));
}

async function membersOf(ctx: Ctx, input: z.output<typeof DeclareIncident>) {
  if (input.visibility !== "private") return [];
  const ids = ctx.person ? [ctx.person.id, ...input.members] : input.members;
  return peopleRefs(db(), [...new Set(ids)]);
}
