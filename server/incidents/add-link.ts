import type { z } from "zod";
import type { AddLink } from "#lib/contracts/incident-commands.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { newId } from "#server/platform/id.ts";
import { changeIncident, type OpenIncident } from "./change-incident.ts";
import { requireRoomFor } from "./limits.ts";
import { linkKindOf, linkLabelOf } from "./link-rules.ts";

/** Adds a link to a chat, bridge, dashboard, ticket or anything else. An address that is there already is not added twice. */
export async function addLink(ctx: Ctx, input: z.output<typeof AddLink>): Promise<{ seq: number; id: string }> {
  return changeIncident(ctx, "incident.write", input.reference, async (incident) => {
    const id = await putLink(incident, input);
    return { seq: incident.lastSeq, id };
  });
}

/** The same in an incident that is open already; answers with the link's id. */
export async function putLink(incident: OpenIncident, input: Omit<z.output<typeof AddLink>, "reference">): Promise<string> {
  const { url } = input;
  const existing = incident.room.links.find((link) => link.url === url);
  if (existing) return existing.id;
  requireRoomFor(incident.room.links, "links");
  const kind = input.kind === "other" ? linkKindOf(url) : input.kind;
  const link = { id: newId(), kind, label: input.label || linkLabelOf(url), url };
  await incident.record({ kind: "link", action: "added", link });
  return link.id;
}
