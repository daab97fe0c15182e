import type { z } from "zod";
import type { ChangePage, PageComponent, PageSettings } from "#lib/contracts/status/page.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, type Transaction, transaction } from "#server/platform/db.ts";
import { ConflictError, InvalidError } from "#server/platform/errors.ts";
import { hashOf, requirePassword, tellOfPage } from "./create-page.ts";
import { noSuchPage, type StoredPage, storedPage } from "./stored.ts";

/** Changes how a page looks, whom it is for and what is on it, unless somebody else changed it since `version`. */
export async function changePage(ctx: Ctx, input: z.output<typeof ChangePage>): Promise<{ version: number }> {
  authorize(ctx, "status.manage");
  const hash = input.password === undefined ? null : await hashOf(input.password);
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM status_page WHERE slug = ${input.slug} FOR UPDATE`;
    const before = await storedPage(input.slug, tx);
    if (before.version !== input.version) throw conflictOf(before);
    const settings = { ...before.settings, ...input.settings };
    requirePassword(settings, hash !== null || before.password !== null);
    const at = new Date(await databaseNow(tx));
    const version = before.version + 1;
    const password = hash === null ? {} : { password: hash };
    await tx.statusPage.update({ where: { id: before.id }, data: { settings, ...password, version, updatedAt: at, updatedBy: ctx.actor.name } });
    if (input.components) await storeComponents(tx, before, input.components, at);
    await tellOfPage(tx, before.id);
    await audit(tx, ctx, { action: "status.change-page", subject: before.slug, detail: detailOf(before, settings, input) });
    return { version };
  });
}

/** Takes a page away. Its address stays taken, and what was told on it stays in the incidents. */
export async function archivePage(ctx: Ctx, { slug }: { slug: string }): Promise<{ slug: string }> {
  authorize(ctx, "status.manage");
  return transaction(async (tx) => {
    const at = new Date(await databaseNow(tx));
    const { count } = await tx.statusPage.updateMany({ where: { slug, archivedAt: null }, data: { archivedAt: at } });
    if (count === 0) throw noSuchPage(slug);
    await tellOfPage(tx, slug);
    await audit(tx, ctx, { action: "status.archive-page", subject: slug, detail: {} });
    return { slug };
  });
}

/** Undoes it. */
export async function restorePage(ctx: Ctx, { slug }: { slug: string }): Promise<{ slug: string }> {
  authorize(ctx, "status.manage");
  return transaction(async (tx) => {
    const { count } = await tx.statusPage.updateMany({ where: { slug, archivedAt: { not: null } }, data: { archivedAt: null } });
    if (count === 0) throw noSuchPage(slug);
    await tellOfPage(tx, slug);
    await audit(tx, ctx, { action: "status.restore-page", subject: slug, detail: {} });
    return { slug };
  });
}

async function storeComponents(tx: Transaction, page: StoredPage, wanted: readonly PageComponent[], at: Date): Promise<void> {
  await refuseUnknownServices(tx, wanted);
  const others = await tx.statusComponent.count({ where: { id: { in: wanted.map(({ id }) => id) }, pageId: { not: page.id } } });
  if (others > 0) throw new InvalidError("One of the components is on another page. Add it here as a new one.");
  for (const [position, { id, ...data }] of wanted.entries()) {
    await tx.statusComponent.upsert({
      where: { id },
      create: { id, pageId: page.id, position, createdAt: at, ...data },
      update: { ...data, position, removedAt: null },
    });
  }
  await tx.statusComponent.updateMany({
    where: { pageId: page.id, removedAt: null, id: { notIn: wanted.map(({ id }) => id) } },
    data: { removedAt: at },
  });
}

async function refuseUnknownServices(tx: Transaction, wanted: readonly PageComponent[]): Promise<void> {
  const ids = [...new Set(wanted.flatMap(({ serviceId }) => serviceId ?? []))];
  if ((await tx.service.count({ where: { id: { in: ids } } })) === ids.length) return;
  throw new InvalidError("One of the services is not in the catalogue. Choose another, or none.", "invalid_input", [
    { path: "components", message: "There is no such service." },
  ]);
}

function conflictOf({ settings, slug }: StoredPage): ConflictError {
  return new ConflictError(`Somebody changed the page “${slug}” while you were editing. Load it again, then make your change; nothing was saved.`, {
    field: "settings",
    yours: null,
    theirs: { ...settings, logo: null },
    by: null,
    at: null,
  });
}

function detailOf(before: StoredPage, after: PageSettings, { password, components }: z.output<typeof ChangePage>) {
  const changed = (Object.keys(after) as (keyof PageSettings)[]).filter((key) => JSON.stringify(before.settings[key]) !== JSON.stringify(after[key]));
  const told = changed.filter((key) => key !== "logo").map((key) => [key, { from: before.settings[key], to: after[key] }]);
  return {
    settings: Object.fromEntries(told),
    logoChanged: changed.includes("logo"),
    passwordChanged: password !== undefined,
    ...(components ? { components: components.map(({ id, name, serviceId }) => ({ id, name, serviceId })) } : {}),
  };
}
