import type { z } from "zod";
import type { InvitePerson } from "#lib/contracts/people.ts";
import { audit } from "#server/platform/audit.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, type Transaction, transaction } from "#server/platform/db.ts";
import { publicUrl } from "#server/platform/env.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";
import { requireProof } from "#server/sessions/index.ts";
import { newToken } from "./invitations.ts";

const VALID_DAYS = 7;

/** Makes a link by which one person can join. It is shown once; an older one for the same address stops working. */
export async function invitePerson(ctx: Ctx, input: z.output<typeof InvitePerson>): Promise<{ id: string; link: string; expiresAt: string }> {
  const person = authorizePerson(ctx, "people.manage");
  return transaction(async (tx) => {
    if (input.role === "admin") await requireProof(ctx, tx);
    if (input.email) await replaceOlder(tx, input.email);
    const { token, tokenHash } = newToken();
    const now = await databaseNow(tx);
    const expiresAt = new Date(Date.parse(now) + VALID_DAYS * 86_400_000);
    const id = newId();
    const { email = null, name = null, role } = input;
    await tx.invitation.create({ data: { id, tokenHash, email, name, role, invitedBy: person.id, expiresAt, createdAt: new Date(now) } });
    await audit(tx, ctx, { action: "person.invite", subject: id, detail: { email, name, role } });
    return { id, link: `${publicUrl()}/join?token=${token}`, expiresAt: expiresAt.toISOString() };
  });
}

async function replaceOlder(tx: Transaction, email: string): Promise<void> {
  const taken = await tx.user.findUnique({ where: { email }, select: { deactivatedAt: true } });
  if (taken?.deactivatedAt) throw new ConflictError(`${email} belongs to a deactivated person. Reactivate them instead.`, null, "already_done");
  if (taken) throw new ConflictError(`${email} belongs to somebody who is here already.`, null, "already_done");
  await tx.$executeRaw`UPDATE invitation SET revoked_at = muster_now() WHERE email = ${email} AND accepted_at IS NULL AND revoked_at IS NULL`;
}
