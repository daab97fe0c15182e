import { z } from "zod";
import { Uuid } from "#lib/contracts/ids.ts";
import { pageOf, readCursor } from "#lib/contracts/page.ts";
import type { ListSubscribers, Subscriber, SubscriberPage } from "#lib/contracts/status/subscriber.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db, transaction } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { storedPage } from "../stored.ts";

type Row = Omit<Subscriber, "confirmedAt" | "endedAt" | "last"> & {
  confirmedAt: Date | null;
  endedAt: Date | null;
  state: NonNullable<Subscriber["last"]>["state"] | null;
  at: Date | null;
  error: string | null;
};

/** Who is told of what a page says, the newest first, with what came of the last message to each. */
export async function listSubscribers(ctx: Ctx, { slug, limit, cursor }: z.output<typeof ListSubscribers>): Promise<SubscriberPage> {
  authorize(ctx, "status.manage");
  const page = await storedPage(slug);
  const [after] = readCursor(cursor, z.tuple([Uuid])) ?? [null];
  const rows = await db().$queryRaw<Row[]>`
    SELECT s.id, s.kind, s.address, s.components, s.confirmed_at AS "confirmedAt", s.ended_at AS "endedAt", d.state, coalesce(d.settled_at, d.created_at) AS at,
      d.error
    FROM status_subscriber s LEFT JOIN LATERAL (
      SELECT state, settled_at, created_at, error FROM status_delivery WHERE recipient = s.id::text ORDER BY created_at DESC LIMIT 1) d ON true
    WHERE s.page_id = ${page.id}::uuid AND (${after}::uuid IS NULL OR s.id < ${after}::uuid)
    ORDER BY s.id DESC LIMIT ${limit + 1}`;
  return pageOf(rows, limit, ({ id }) => [id], asSubscriber);
}

/** Ends somebody's subscription for them and forgets the address. The trail names only the kind. */
export async function removeSubscriber(ctx: Ctx, { slug, id }: { slug: string; id: string }): Promise<{ id: string }> {
  authorize(ctx, "status.manage");
  return transaction(async (tx) => {
    const page = await storedPage(slug, tx);
    const found = await tx.statusSubscriber.findFirst({ where: { id, pageId: page.id }, select: { kind: true } });
    if (!found) throw new NotFoundError(`The page “${slug}” has no such subscriber. Perhaps they ended it themselves.`);
    await tx.statusSubscriber.delete({ where: { id } });
    await audit(tx, ctx, { action: "status.remove-subscriber", subject: slug, detail: { id, kind: found.kind } });
    return { id };
  });
}

function asSubscriber({ state, at, error, confirmedAt, endedAt, ...row }: Row): Subscriber {
  return {
    ...row,
    confirmedAt: confirmedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    last: state && at ? { state, at: at.toISOString(), error } : null,
  };
}
