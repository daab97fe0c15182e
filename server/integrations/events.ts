import { z } from "zod";
import type { EventState } from "#lib/contracts/alert-terms.ts";
import type { EventDetail, EventId, EventSummary, ListEvents } from "#lib/contracts/integration.ts";
import { type Page, pageOf, readCursor } from "#lib/contracts/page.ts";
import { Instant } from "#lib/contracts/text.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";

const MOST_SHOWN = 200_000;
const Place = z.tuple([Instant, z.uuid()]);

type Row = { id: string; state: EventState; subject: string; bytes: number; repeats: number; receivedAt: Date; lastAt: Date; result: string | null };

/** What an integration sent, the newest first. */
export async function listEvents(ctx: Ctx, { id, state, limit, cursor }: z.output<typeof ListEvents>): Promise<Page<EventSummary>> {
  authorize(ctx, "alert.manage");
  const after = readCursor(cursor, Place);
  const [afterAt, afterId] = after ? [new Date(after[0]), after[1]] : [null, null];
  const rows = await db().$queryRaw<Row[]>`
    SELECT id, state, subject, length(body) AS bytes, repeats, received_at AS "receivedAt", last_at AS "lastAt", result FROM intake_event
    WHERE integration_id = ${id}::uuid AND (${state ?? null}::text IS NULL OR state = ${state ?? null})
      AND (${afterAt}::timestamptz IS NULL OR (received_at, id) < (${afterAt}::timestamptz, ${afterId}::uuid))
    ORDER BY received_at DESC, id DESC LIMIT ${limit + 1}`;
  return pageOf(rows, limit, ({ receivedAt, id: event }) => [receivedAt.toISOString(), event], summaryOf);
}

function summaryOf({ receivedAt, lastAt, ...row }: Row): EventSummary {
  return { ...row, receivedAt: receivedAt.toISOString(), lastAt: lastAt.toISOString() };
}

/** One message as it came. */
export async function readEvent(ctx: Ctx, { id }: z.output<typeof EventId>): Promise<EventDetail> {
  authorize(ctx, "alert.manage");
  const row = await db().intakeEvent.findUnique({ where: { id } });
  if (!row) throw new NotFoundError(`There is no message with the id ${id}. Old ones are deleted after some weeks.`);
  const text = new TextDecoder().decode(row.body);
  const body = text.slice(0, MOST_SHOWN).replaceAll("\0", "�").toWellFormed();
  const { subject, repeats, receivedAt, lastAt, result, contentType } = row;
  const state = row.state as EventState;
  return {
    ...summaryOf({ id, state, subject, bytes: row.body.length, repeats, receivedAt, lastAt, result }),
    contentType,
    body,
    isCut: text.length > MOST_SHOWN,
  };
}
