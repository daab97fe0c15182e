import type { z } from "zod";
import { isActivePhase } from "#lib/contracts/incident-terms.ts";
import { nextUpdateDueAt } from "#lib/contracts/organisation.ts";
import type { DraftUpdate, UpdateDraft } from "#lib/contracts/status/commands.ts";
import { componentsSaid, isTied, pagesByDefault, pagesOpenTo } from "#lib/contracts/status/complete.ts";
import { draftedUpdate, statusFor } from "#lib/contracts/status/draft.ts";
import { findIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { storedPages } from "./stored.ts";

/** A draft for the public from what is recorded, with the pages and components that it would speak of. It changes nothing. */
export async function draftUpdate(ctx: Ctx, { reference, status: wanted }: z.output<typeof DraftUpdate>): Promise<UpdateDraft> {
  authorize(ctx, "status.publish");
  const [{ room }, stored, settings, now] = await Promise.all([
    findIncident(ctx, reference),
    storedPages(),
    organisationSettings(db()),
    databaseNow(),
  ]);
  const all = stored.map((page) => ({ ...page, components: page.components.filter(({ isRemoved }) => !isRemoved) }));
  const open = pagesOpenTo(room, all);
  const chosen = new Set(pagesByDefault(room, all).map(({ id }) => id));
  const pages = open.filter(({ id }) => chosen.has(id));
  const status = wanted ?? statusFor(room);
  const said = componentsSaid(room, open, [], status);
  const spoken = componentsSaid(room, pages, [], status);
  return {
    ...draftedUpdate(room, spoken, status),
    nextBy: status === "resolved" ? null : nextUpdateDueAt(settings, room.severity, isActivePhase(room.phase), now),
    needsApproval: pages.some((page) => page.settings.needsApproval),
    pages: open.map(({ id, slug, settings: { name }, components }) => ({
      slug,
      name,
      isChosen: chosen.has(id),
      components: components.map((one) => ({
        id: one.id,
        name: one.name,
        state: said.find((component) => component.id === one.id)?.state ?? "operational",
        isTied: isTied(room, one),
      })),
    })),
  };
}
