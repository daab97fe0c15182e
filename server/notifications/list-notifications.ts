import { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import type { ListNotifications, NotificationItem } from "#lib/contracts/notification.ts";
import { type Page, pageOf, readCursor } from "#lib/contracts/page.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { inboxOf } from "./inbox.ts";

type Row = { id: string; kind: string; title: string; body: string; href: string; created_at: Date; read_at: Date | null };

/** One's own inbox, the newest first. */
export async function listNotifications(ctx: Ctx, input: z.output<typeof ListNotifications>): Promise<Page<NotificationItem>> {
  const person = authorizePerson(ctx, "account.own");
  const after = readCursor(input.cursor, z.tuple([z.iso.datetime(), z.uuid()]));
  const older = after ? Prisma.sql`AND (n.created_at, n.id) < (${new Date(after[0])}, ${after[1]}::uuid)` : Prisma.empty;
  const unread = input.isUnread ? Prisma.sql`AND n.read_at IS NULL` : Prisma.empty;
  const rows = await db().$queryRaw<Row[]>`
    SELECT n.id, n.kind, n.title, n.body, n.href, n.created_at, n.read_at FROM notification n
    WHERE ${inboxOf(person.id)} ${unread} ${older} ORDER BY n.created_at DESC, n.id DESC LIMIT ${input.limit + 1}`;
  return pageOf(rows, input.limit, ({ created_at, id }) => [created_at.toISOString(), id], itemOf);
}

function itemOf({ created_at, read_at, ...row }: Row): NotificationItem {
  return { ...row, createdAt: created_at.toISOString(), readAt: read_at?.toISOString() ?? null };
}
