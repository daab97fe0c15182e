import type { z } from "zod";
import type { WatchIncident } from "#lib/contracts/incident-commands.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { changeIncident } from "./change-incident.ts";
import { requireRoomFor } from "./limits.ts";

/** Watches an incident or stops; who watches is told of its turns. */
export async function watchIncident(ctx: Ctx, input: z.output<typeof WatchIncident>): Promise<{ seq: number }> {
  const { id, name } = authorizePerson(ctx, "incident.watch");
  return changeIncident(ctx, "incident.watch", input.reference, async (incident) => {
    const { watchers } = incident.room;
    const { isWatching } = input;
    if (watchers.some((watcher) => watcher.id === id) === isWatching) return { seq: incident.lastSeq };
    if (isWatching) requireRoomFor(watchers, "watchers");
    const { seq } = await incident.record({ kind: "watcher", person: { id, name }, isWatching });
    return { seq };
  });
}
