import type { z } from "zod";
import type { ChangeServices } from "#lib/contracts/incident-commands.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { InvalidError } from "#server/platform/errors.ts";
import { servicesRefs } from "#server/services/index.ts";
import { changeIncident, type OpenIncident } from "./change-incident.ts";
import { requireRoomFor } from "./limits.ts";

/** Adds and takes off affected services; those that stand already, or do not, are passed over. */
export async function changeServices(ctx: Ctx, input: z.output<typeof ChangeServices>): Promise<{ seq: number }> {
  return changeIncident(ctx, "incident.write", input.reference, async (incident) => {
    await setServices(incident, input);
    return { seq: incident.lastSeq };
  });
}

/** The same in an incident that is open already. */
export async function setServices(incident: OpenIncident, { add, remove }: { add: string[]; remove: string[] }): Promise<void> {
  const { services } = incident.room;
  const both = add.find((id) => remove.includes(id));
  if (both) throw new InvalidError(`The service ${both} is to be both added and taken off. Keep one of them.`);
  const isThere = (id: string) => services.some((service) => service.id === id);
  const added = await servicesRefs(
    db(),
    add.filter((id) => !isThere(id)),
  );
  const removed = services.filter(({ id }) => remove.includes(id));
  if (added.length === 0 && removed.length === 0) return;
  requireRoomFor(services, "services", added.length);
  await incident.record({ kind: "services", added, removed });
}
