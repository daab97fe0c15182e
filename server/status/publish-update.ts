import type { z } from "zod";
import type { Published, PublishUpdate } from "#lib/contracts/status/commands.ts";
import type { PublicWords, UpdateStatus } from "#lib/contracts/status/publication.ts";
import { changeIncident, dueAgain, findIncident, moveTo, type OpenIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { contradictionsFor, requireNoContradiction } from "./contradict.ts";
import { decideUpdate } from "./decide-update.ts";
import { storedPages } from "./stored.ts";

/**
 * Publishes an update: one fact, from which pages, feeds, mails and clocks follow. Where a page asks for approval it becomes a request
 * that somebody else decides. What contradicts the record is refused unless it was accepted.
 */
export async function publishUpdate(ctx: Ctx, input: z.output<typeof PublishUpdate>): Promise<Published> {
  authorize(ctx, "status.publish");
  return publishWords(ctx, input);
}

type Given = Omit<z.output<typeof PublishUpdate>, "status"> & { status: UpdateStatus };

/** The same for what another command decided to tell. `require` looks again under the incident's lock, and throws. */
export async function publishWords(
  ctx: Ctx,
  input: Given,
  require: (incident: OpenIncident) => Promise<void> = async () => undefined,
): Promise<Published> {
  authorize(ctx, "status.publish");
  const [found, pages, settings, now] = await Promise.all([
    findIncident(ctx, input.reference),
    storedPages(),
    organisationSettings(db()),
    databaseNow(),
  ]);
  const first = decideUpdate(found.room, input, pages, { now, settings });
  const expected = input.phase ? { ...found.room, phase: input.phase } : found.room;
  requireNoContradiction(await contradictionsFor(found.id, expected, first, pages, now), input.accepts);
  return changeIncident(ctx, "incident.write", input.reference, async (incident) => {
    await require(incident);
    if (input.phase && input.phase !== incident.room.phase) await moveTo(ctx, incident, { to: input.phase });
    const words = decideUpdate(incident.room, input, pages, { now: incident.now, settings });
    const needsApproval = pages.some(({ id, settings: { needsApproval: asks } }) => asks && words.pages.some((page) => page.id === id));
    const id = newId();
    if (needsApproval) return { ...(await ask(ctx, incident, id, words, input.internalText)), pages: slugsOf(words) };
    const { seq } = await recordPublished(incident, { id, words, internalText: input.internalText, approvedBy: null });
    return { id, state: "published", seq, pages: slugsOf(words) };
  });
}

export type ToPublish = { id: string; words: PublicWords; internalText: string; approvedBy: string | null };

/** The fact. The clock of the next update follows the promise where one was made. */
export async function recordPublished(incident: OpenIncident, { id, words, internalText, approvedBy }: ToPublish): Promise<{ seq: number }> {
  const due = dueAgain(incident.room, await organisationSettings(db()), incident.now);
  return incident.record({
    kind: "update",
    text: internalText || words.text,
    published: { ...words, id, approvedBy },
    nextUpdateDueAt: due === null ? null : (words.nextBy ?? due),
  });
}

async function ask(
  ctx: Ctx,
  incident: OpenIncident,
  id: string,
  words: PublicWords,
  internalText: string,
): Promise<Pick<Published, "id" | "state" | "seq">> {
  const by = { id: ctx.person?.id ?? ctx.actor.id, name: ctx.actor.name };
  const { seq } = await incident.record({
    kind: "publication",
    action: "asked",
    id,
    title: words.title,
    request: { ...words, id, internalText, by },
    text: null,
    reason: "",
  });
  return { id, state: "waiting", seq };
}

function slugsOf({ pages }: PublicWords): string[] {
  return pages.map(({ slug }) => slug);
}
