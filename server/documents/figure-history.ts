import type { z } from "zod";
import type { ReadFigureHistory } from "#lib/contracts/document.ts";
import { type FigureVersion, figureHistory, type ShownVersion } from "#lib/contracts/figure-history.ts";
import type { Figure } from "#lib/contracts/figures.ts";
import { figureWords } from "#lib/figure-words.ts";
import { findIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { readLog } from "#server/timeline/index.ts";
import { figureContext } from "./figures.ts";

/** Every version of one figure of an incident, oldest first, from its log. Not found when it never had one of that name. */
export async function readFigureHistory(ctx: Ctx, { reference, name }: z.output<typeof ReadFigureHistory>): Promise<ShownVersion[]> {
  authorize(ctx, "incident.read");
  const { id, room } = await findIncident(ctx, reference);
  const [log, context, settings, now] = await Promise.all([readLog(db(), id), figureContext(room), organisationSettings(db()), databaseNow()]);
  const history = figureHistory(log, context, now);
  const versions = history.get(name);
  if (versions) return versions.map((version) => shown(version, settings.currency, now));
  throw new NotFoundError(`${reference} never had a figure ${name}. It has or had: ${[...history.keys()].join(", ") || "none"}.`);
}

function shown({ figure, end, ...version }: FigureVersion, currency: string, now: string): ShownVersion {
  const words = (one: Figure | null) => (one ? figureWords(one, currency) : null);
  const values = { value: figure?.value ?? null, words: words(figure), endValue: end?.value ?? null, endWords: words(end) };
  return { ...version, ...values, endsAt: version.until ?? now, isOpen: version.until === null && end?.isOpen === true };
}
