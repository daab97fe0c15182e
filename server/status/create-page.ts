import { randomBytes, scrypt } from "node:crypto";
import { promisify } from "node:util";
import type { z } from "zod";
import { type CreatePage, DEFAULT_PAGE, type PageSettings } from "#lib/contracts/status/page.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, type Transaction, transaction } from "#server/platform/db.ts";
import { ConflictError, InvalidError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";

const derive = promisify(scrypt) as (password: string, salt: Buffer, length: number) => Promise<Buffer>;

/** Makes a page. It is rendered at once; components are added by changing it. */
export async function createPage(ctx: Ctx, { slug, settings: given, password }: z.output<typeof CreatePage>): Promise<{ id: string; slug: string }> {
  authorize(ctx, "status.manage");
  const settings = { ...DEFAULT_PAGE, ...given };
  requirePassword(settings, password !== undefined);
  const hash = password === undefined ? null : await hashOf(password);
  return transaction(async (tx) => {
    if (await tx.statusPage.findUnique({ where: { slug } })) {
      throw new ConflictError(`A page has, or had, the address “${slug}”. Choose another; links to the old one still lead there.`);
    }
    const at = new Date(await databaseNow(tx));
    const id = newId();
    await tx.statusPage.create({ data: { id, slug, settings, password: hash, createdAt: at, updatedAt: at, updatedBy: ctx.actor.name } });
    await tellOfPage(tx, id);
    const { logo, ...told } = settings;
    await audit(tx, ctx, { action: "status.create-page", subject: slug, detail: { id, settings: { ...told, hasLogo: logo !== null } } });
    return { id, slug };
  });
}

export function requirePassword({ audience }: Pick<PageSettings, "audience">, hasPassword: boolean): void {
  if (audience !== "password" || hasPassword) return;
  throw new InvalidError("A page that opens with a password needs one. Give it a password.", "invalid_input", [
    { path: "password", message: "Give a password." },
  ]);
}

/** scrypt with a salt of its own, `salt.hash` in base64url. */
export async function hashOf(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `${salt.toString("base64url")}.${(await derive(password.normalize("NFC"), salt, 32)).toString("base64url")}`;
}

/** Wakes whoever renders. */
export async function tellOfPage(tx: Transaction, id: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify('muster', ${`status ${id}`})`;
}
