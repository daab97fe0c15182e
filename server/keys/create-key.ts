import type { z } from "zod";
import type { CreateKey, NewKey } from "#lib/contracts/key.ts";
import { PERMISSIONS, type Permission, roleHolds } from "#lib/contracts/permissions.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize, authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, transaction } from "#server/platform/db.ts";
import { ForbiddenError, InvalidError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";
import { requireProof } from "#server/sessions/index.ts";
import { hashKeyToken, newKeyToken, shownPart } from "./token.ts";

/** Makes a key for scripts and shows its secret this once. One's own needs only oneself; one of the organisation an administrator's proof. */
export async function createKey(ctx: Ctx, input: z.output<typeof CreateKey>): Promise<NewKey> {
  const maker = authorizePerson(ctx, "account.own");
  if (ctx.key) throw new ForbiddenError("A key cannot make keys. Sign in to the console and make it there.");
  if (input.role) authorize(ctx, "settings.manage");
  requireHeld(input.scopes, input.role ?? maker.role);
  return transaction(async (tx) => {
    if (input.role) await requireProof(ctx, tx);
    const now = await databaseNow(tx);
    const id = newId();
    const token = newKeyToken();
    const expiresAt = input.expiresInDays ? new Date(Date.parse(now) + input.expiresInDays * 86_400_000) : null;
    const { name, scopes, role = null } = input;
    await tx.apiKey.create({
      data: {
        id,
        name,
        scopes,
        role,
        prefix: shownPart(token),
        tokenHash: hashKeyToken(token),
        ownerId: role ? null : maker.id,
        createdBy: maker.id,
        createdAt: new Date(now),
        expiresAt,
      },
    });
    await audit(tx, ctx, { action: "key.create", subject: id, detail: { name, role, scopes, expiresAt: expiresAt?.toISOString() ?? null } });
    return { id, token, expiresAt: expiresAt?.toISOString() ?? null };
  });
}

function requireHeld(scopes: Permission[], role: Parameters<typeof roleHolds>[0]): void {
  const beyond = scopes.find((scope) => !roleHolds(role, scope));
  if (!beyond) return;
  throw new InvalidError(`The role ${role} may not ${PERMISSIONS[beyond].what}, so a key with it cannot either.`, "invalid_input", [
    { path: "scopes", message: `Leave out ${beyond}.` },
  ]);
}
