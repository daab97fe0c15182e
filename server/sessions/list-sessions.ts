import type { z } from "zod";
import type { ListSessions, SessionSummary } from "#lib/contracts/account.ts";
import { authorize, authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";

/** The living sessions of oneself, or of another person for administrators; the latest used first. Never their tokens. */
export async function listSessions(ctx: Ctx, input: z.output<typeof ListSessions>): Promise<SessionSummary[]> {
  const person = authorizePerson(ctx, "account.own");
  const personId = input.person ?? person.id;
  if (personId !== person.id) authorize(ctx, "people.manage");
  const rows = await db().session.findMany({
    where: { userId: personId, expiresAt: { gt: new Date() } },
    orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
    select: { id: true, ipAddress: true, userAgent: true, createdAt: true, updatedAt: true, expiresAt: true },
    take: 200,
  });
  return rows.map((row) => ({
    id: row.id,
    isCurrent: row.id === ctx.sessionId,
    address: row.ipAddress || null,
    userAgent: row.userAgent || null,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.updatedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }));
}
