import type { z } from "zod";
import type { ChangeLink, CreateLink, LinkOf, StatusLink } from "#lib/contracts/status/link.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db, type Transaction, transaction } from "#server/platform/db.ts";
import { ConflictError, InvalidError, NotFoundError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";
import { statusUrl, urlOfPage } from "../addresses.ts";
import { tellOfPage } from "../create-page.ts";
import { requireComponents } from "../maintenance/maintenance-rules.ts";
import { type StoredPage, storedPage } from "../stored.ts";
import { tokenFor } from "../tokens.ts";

const MOST = 1_000;
type Row = { id: string; kind: string; name: string; components: string[]; workaround: string; generation: number } & Times;
type Times = { createdAt: Date; createdBy: string; revokedAt: Date | null };

/** The links of a page with their addresses, the newest first. */
export async function listLinks(ctx: Ctx, { slug }: { slug: string }): Promise<{ items: StatusLink[] }> {
  authorize(ctx, "status.manage");
  const page = await storedPage(slug);
  const rows = await db().statusLink.findMany({ where: { pageId: page.id }, orderBy: { createdAt: "desc" }, take: MOST });
  return { items: await Promise.all(rows.map((row) => linkOf(page, row))) };
}

/** Makes a link; whoever has it reads more than the page says, until it is revoked. */
export async function createLink(ctx: Ctx, { slug, ...given }: z.output<typeof CreateLink>): Promise<StatusLink> {
  authorize(ctx, "status.manage");
  return transaction(async (tx) => {
    const page = await storedPage(slug, tx);
    if (page.settings.audience === "sign-in") {
      throw new InvalidError("This page is for people of the console, who read it there. A link would show it to others: open the page first.");
    }
    requireComponents(given.components, page.components);
    if ((await tx.statusLink.count({ where: { pageId: page.id, revokedAt: null } })) >= MOST) {
      throw new ConflictError(`This page has ${MOST} links. Revoke those that nobody needs.`);
    }
    const data = { id: newId(), pageId: page.id, ...given, createdAt: new Date(await databaseNow(tx)), createdBy: ctx.actor.name };
    const row = await tx.statusLink.create({ data });
    await tellOfPage(tx, page.id);
    await audit(tx, ctx, { action: "status.create-link", subject: slug, detail: { id: row.id, kind: given.kind, name: given.name } });
    return linkOf(page, row);
  });
}

export async function changeLink(ctx: Ctx, { slug, id, ...given }: z.output<typeof ChangeLink>): Promise<StatusLink> {
  authorize(ctx, "status.manage");
  return transaction(async (tx) => {
    const page = await standing(tx, slug, id);
    if (given.components) requireComponents(given.components, page.components);
    const row = await tx.statusLink.update({ where: { id }, data: given });
    await tellOfPage(tx, page.id);
    await audit(tx, ctx, { action: "status.change-link", subject: slug, detail: { id, name: row.name } });
    return linkOf(page, row);
  });
}

/** Gives a link a new address; the old one opens nothing any more. */
export async function renewLink(ctx: Ctx, { slug, id }: z.output<typeof LinkOf>): Promise<StatusLink> {
  authorize(ctx, "status.manage");
  return transaction(async (tx) => {
    const page = await standing(tx, slug, id);
    const row = await tx.statusLink.update({ where: { id }, data: { generation: { increment: 1 } } });
    await tellOfPage(tx, page.id);
    await audit(tx, ctx, { action: "status.renew-link", subject: slug, detail: { id, name: row.name } });
    return linkOf(page, row);
  });
}

/** Ends a link: within a second its address opens nothing. */
export async function revokeLink(ctx: Ctx, { slug, id }: z.output<typeof LinkOf>): Promise<StatusLink> {
  authorize(ctx, "status.manage");
  return transaction(async (tx) => {
    const page = await standing(tx, slug, id);
    const row = await tx.statusLink.update({ where: { id }, data: { revokedAt: new Date(await databaseNow(tx)) } });
    await tellOfPage(tx, page.id);
    await audit(tx, ctx, { action: "status.revoke-link", subject: slug, detail: { id, name: row.name } });
    return linkOf(page, row);
  });
}

async function standing(tx: Transaction, slug: string, id: string): Promise<StoredPage> {
  const page = await storedPage(slug, tx);
  await tx.$executeRaw`SELECT 1 FROM status_link WHERE id = ${id}::uuid FOR UPDATE`;
  const found = await tx.statusLink.findFirst({ where: { id, pageId: page.id } });
  if (!found) throw new NotFoundError(`The page “${slug}” has no such link. See them all under Status pages.`);
  if (found.revokedAt) throw new ConflictError("This link was revoked already. Make a new one.", null, "already_done");
  return page;
}

async function linkOf({ slug, settings }: StoredPage, row: Row): Promise<StatusLink> {
  const { id, name, components, workaround, createdBy, createdAt, revokedAt, generation } = row;
  const kind = row.kind as StatusLink["kind"];
  const base = settings.audience === "sign-in" ? `${statusUrl()}/${slug}` : urlOfPage(slug, settings.audience);
  const url = revokedAt ? null : `${base}/${kind === "customer" ? "me" : "s"}/${await tokenFor(kind, id, generation)}`;
  const times = { createdAt: createdAt.toISOString(), revokedAt: revokedAt?.toISOString() ?? null };
  return { id, kind, name, components, workaround, url, createdBy, ...times };
}
