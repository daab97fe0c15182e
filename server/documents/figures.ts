import { createHash } from "node:crypto";
import type { z } from "zod";
import type { CitedFigure } from "#lib/contracts/document.ts";
import { type Figure, type FigureContext, figuresOf } from "#lib/contracts/figures.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type { ReadRoom } from "#lib/contracts/room-view.ts";
import type { Slo } from "#lib/contracts/service.ts";
import { figureWords } from "#lib/figure-words.ts";
import { findIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db, type Reader } from "#server/platform/db.ts";
import { organisationSettings } from "#server/settings/index.ts";

/** A figure in words too, and with the fingerprint of its inputs: while that stays, so does the figure's version. */
export type ReadFigure = Figure & { words: string; version: string };

/** Every figure of an incident as of now. */
export async function readFigures(ctx: Ctx, { reference }: z.output<typeof ReadRoom>): Promise<ReadFigure[]> {
  authorize(ctx, "incident.read");
  const { room } = await findIncident(ctx, reference);
  const [context, settings, now] = await Promise.all([figureContext(room), organisationSettings(db()), databaseNow()]);
  return figuresOf(room, context, now).map((figure) => ({ ...figure, words: figureWords(figure, settings.currency), version: fingerprint(figure) }));
}

/** What the catalogue says of the services that a room names. */
export async function figureContext({ services, intervals }: RoomState, reader: Reader = db()): Promise<FigureContext> {
  const ids = [...new Set([...services.map(({ id }) => id), ...intervals.flatMap(({ service }) => service?.id ?? [])])];
  if (ids.length === 0) return { services: [] };
  const rows = await reader.service.findMany({ where: { id: { in: ids } }, select: { id: true, name: true, revenuePerMinute: true, slos: true } });
  return {
    services: rows.map(({ id, name, revenuePerMinute, slos }) => ({
      id,
      name,
      revenuePerMinute: revenuePerMinute === null ? null : Number(revenuePerMinute),
      slos: slos as Slo[],
    })),
  };
}

/** The figures that a document names, as they are now. */
export function cite(names: string[], figures: Figure[], currency: string): Record<string, CitedFigure> {
  return Object.fromEntries(
    figures
      .filter(({ name }) => names.includes(name))
      .map((figure) => {
        const { name, title, formula, asOf } = figure;
        return [name, { title, words: figureWords(figure, currency), inputs: fingerprint(figure), formula, asOf }];
      }),
  );
}

function fingerprint({ formula, inputs }: Figure): string {
  return createHash("sha256")
    .update(JSON.stringify([formula, inputs]))
    .digest("base64url")
    .slice(0, 16);
}
