import { randomUUID } from "node:crypto";
import type { OrganisationRole } from "#lib/contracts/permissions.ts";
import { createPerson } from "#server/people/index.ts";
import { type Ctx, type Person, personCtx } from "#server/platform/ctx.ts";
import { db, transaction } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { hashNewPassword } from "../password.ts";

export const PASSWORD = "correct horse battery";
let passwordHash: Promise<string> | undefined;

export type Somebody = { person: Person; ctx: Ctx; sessionId: string };

/** A new person who is signed in; `isProved: false` for one whose proof of identity is too old for administration. */
export async function somebody(role: OrganisationRole = "responder", options: { name?: string; isProved?: boolean } = {}): Promise<Somebody> {
  passwordHash ??= hashNewPassword(PASSWORD);
  const hash = await passwordHash;
  const email = `${randomUUID()}@example.com`;
  const person = await transaction((tx) => createPerson(tx, { name: options.name ?? "Robin Doe", email, role, passwordHash: hash }));
  const sessionId = newId();
  const provedAt = new Date(Date.now() - (options.isProved === false ? 11 : 0) * 60_000);
  const expiresAt = new Date(Date.now() + 86_400_000);
  await db().session.create({ data: { id: sessionId, token: randomUUID(), userId: person.id, expiresAt, provedAt } });
  return { person, ctx: personCtx(person, { sessionId, address: "192.0.2.1" }), sessionId };
}

/** The audit rows of one action, oldest first. */
export function auditOf(action: string, subject?: string) {
  return db().auditEntry.findMany({ where: { action, subject }, orderBy: { seq: "asc" }, select: { actor: true, subject: true, detail: true } });
}
