import type { z } from "zod";
import type { RoomState } from "#lib/contracts/room.ts";
import type { CheckUpdate, UpdatePreview } from "#lib/contracts/status/commands.ts";
import { foldPublished } from "#lib/contracts/status/fold.ts";
import { UPDATE_STATUS_LABELS } from "#lib/contracts/status/terms.ts";
import { findIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { contradictionsFor } from "./contradict.ts";
import { decideUpdate } from "./decide-update.ts";
import { readSource } from "./read-source.ts";
import { pageHtml } from "./render/page.ts";
import { stakeholderHtml } from "./render/stakeholders.ts";
import { shownPage } from "./shown/page.ts";
import { stakeholderIncidents } from "./shown/stakeholders.ts";
import { type StoredPage, storedPages } from "./stored.ts";

/** What each audience would read, made by the very functions that make the pages, and what it would contradict. It publishes nothing. */
export async function previewUpdate(ctx: Ctx, input: z.output<typeof CheckUpdate>): Promise<UpdatePreview> {
  authorize(ctx, "status.publish");
  const [{ id, room }, pages, settings, now] = await Promise.all([
    findIncident(ctx, input.reference),
    storedPages(),
    organisationSettings(db()),
    databaseNow(),
  ]);
  const words = decideUpdate(room, input, pages, { now, settings });
  const recordedAt = now;
  const told = foldPublished(room.told, { ...words, id: newId(), approvedBy: null }, { recordedAt, actor: ctx.actor });
  const chosen = pages.filter((page) => words.pages.some((one) => one.id === page.id));
  const shown = await Promise.all(chosen.map((page) => previewOf(page, id, { ...room, told })));
  return {
    pages: shown,
    message: `${UPDATE_STATUS_LABELS[words.status]}: ${words.title}\n\n${words.text}${words.workaround ? `\n\n${words.workaround}` : ""}`,
    contradictions: await contradictionsFor(id, room, words, pages, now),
  };
}

async function previewOf(page: StoredPage, id: string, room: RoomState): Promise<UpdatePreview["pages"][number]> {
  const source = await readSource(page);
  const withIt = { ...source, incidents: [{ id, room }, ...source.incidents.filter((one) => one.id !== id)] };
  const shown = shownPage(withIt);
  const more = await stakeholderIncidents(withIt);
  return {
    slug: page.slug,
    name: page.settings.name,
    html: pageHtml(shown),
    stakeholders: stakeholderHtml({ page: shown, more, depth: 1, canAsk: false }),
  };
}
