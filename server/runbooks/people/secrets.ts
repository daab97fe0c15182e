import type { z } from "zod";
import type { SaveSecret, SecretByName } from "#lib/contracts/runbook-run.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db, transaction } from "#server/platform/db.ts";
import { seal } from "#server/platform/seal.ts";
import { requireProof } from "#server/sessions/index.ts";
import { placeOf } from "../run/secrets.ts";

/** The names of secrets that steps may use, and who stored them when. Never their values. */
export async function listRunbookSecrets(ctx: Ctx): Promise<{ name: string; updatedAt: string; updatedBy: string }[]> {
  authorize(ctx, "runbook.read");
  const rows = await db().runbookSecret.findMany({ orderBy: { name: "asc" }, select: { name: true, updatedAt: true, updatedBy: true } });
  return rows.map(({ name, updatedAt, updatedBy }) => ({ name, updatedAt: updatedAt.toISOString(), updatedBy }));
}

/** Stores a secret for steps that name it, sealed. */
export async function saveRunbookSecret(ctx: Ctx, { name, value }: z.output<typeof SaveSecret>): Promise<{ name: string }> {
  authorize(ctx, "settings.manage");
  await requireProof(ctx);
  const row = { sealed: await seal(value, placeOf(name)), updatedAt: new Date(), updatedBy: ctx.actor.name };
  await transaction(async (tx) => {
    await tx.runbookSecret.upsert({ where: { name }, create: { name, ...row }, update: row });
    await audit(tx, ctx, { action: "runbook.secret", subject: name, detail: {} });
  });
  return { name };
}

export async function deleteRunbookSecret(ctx: Ctx, { name }: z.output<typeof SecretByName>): Promise<{ name: string }> {
  authorize(ctx, "settings.manage");
  await transaction(async (tx) => {
    await tx.runbookSecret.deleteMany({ where: { name } });
    await audit(tx, ctx, { action: "runbook.secret.delete", subject: name, detail: {} });
  });
  return { name };
}
