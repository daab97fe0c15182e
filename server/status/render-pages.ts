import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { db } from "#server/platform/db.ts";
import { statusFolder } from "./addresses.ts";
import { bundleOf, type Draft } from "./bundle-of.ts";
import { linkDrafts } from "./link-drafts.ts";
import { advanceMaintenance } from "./maintenance/advance.ts";
import { type RequireHeld, withPageLock } from "./page-lock.ts";
import { readSource } from "./read-source.ts";
import type { ShownPage } from "./render/model.ts";
import { type PageSource, shownPage } from "./shown/page.ts";
import { stakeholderDraft } from "./stakeholder-draft.ts";
import { type StoredPage, storedPages } from "./stored.ts";
import { planNews } from "./subscribers/plan-news.ts";
import { cookieKey } from "./tokens.ts";
import { readSnapshot, removeSnapshot, writeSnapshot } from "./write-snapshot.ts";

/** How often a page says anew as of when it is, where nothing else changes. */
const FRESH_MS = 5 * 60_000;
/** Raise it when pages look different, so that all are written anew. */
const LOOK = 3;

/** Renders every page, or some, and writes what says something new. Answers with when a page changes by itself next, milliseconds. */
export async function renderPages(): Promise<number | null> {
  const next = await advanceMaintenance();
  const pages = await storedPages();
  const turns: number[] = next === null ? [] : [next];
  for (const { slug } of pages) turns.push(...(await withPageLock(slug, (requireHeld) => renderPage(slug, requireHeld))));
  await removeOthers();
  return turns.length > 0 ? Math.min(...turns) : null;
}

/** Reads the page anew: it may have changed while this waited for its turn. */
async function renderPage(slug: string, requireHeld: RequireHeld): Promise<number[]> {
  const [page] = await storedPages(db(), { slug });
  if (!page) return [];
  const source = await readSource(page);
  const shown = shownPage(source);
  const [links, inside] = await Promise.all([linkDrafts(source, shown), stakeholderDraft(source, shown)]);
  const version = await versionFor(page, digestOf(shown, [...links, ...inside], page));
  const isForAll = page.settings.audience !== "sign-in";
  const key = await cookieKey(page.id);
  const write = async (folder: string, more: readonly Draft[]): Promise<void> => {
    const before = await readSnapshot(folder, page.slug);
    if (before?.version === version) return;
    await writeSnapshot(folder, await bundleOf({ page: shown, logo: page.settings.logo, version, password: page.password, key, more, before }));
  };
  await Promise.all([
    isForAll ? write(statusFolder("public"), links) : removeSnapshot(statusFolder("public"), page.slug),
    write(statusFolder("inside"), inside),
  ]);
  await requireHeld();
  // After the page: what a message leads to is there before it is sent.
  await planNews(source);
  return turnsOf(shown, source);
}

/** The number of the snapshot that says this: the last one's when it said the same. */
async function versionFor({ id }: StoredPage, digest: string): Promise<number> {
  const [row] = await db().$queryRaw<{ version: number }[]>`
    UPDATE status_page SET rendered_version = rendered_version + CASE WHEN rendered_digest = ${digest} THEN 0 ELSE 1 END,
      rendered_at = CASE WHEN rendered_digest = ${digest} THEN rendered_at ELSE muster_now() END, rendered_digest = ${digest}
    WHERE id = ${id}::uuid RETURNING rendered_version AS version`;
  if (!row) throw new Error(`The status page ${id} is gone.`);
  return row.version;
}

function digestOf(shown: ShownPage, drafts: readonly Draft[], { settings, password, slug }: StoredPage): string {
  const { now, ...says } = shown;
  const fresh = Math.floor(Date.parse(now) / FRESH_MS);
  const bodies = drafts.map(({ path, body }) => [path, body.toString().replace(/<time[^>]*>[^<]*<\/time>/g, "")]);
  return createHash("sha256")
    .update(JSON.stringify([LOOK, slug, fresh, says, bodies, settings.logo, password]))
    .digest("hex");
}

/** When what a page says changes although nobody does anything. */
function turnsOf(shown: ShownPage, { now }: PageSource): number[] {
  const at = Date.parse(now);
  const promises = shown.open.flatMap(({ promise }) => (promise.open ? [Date.parse(promise.open) + 1] : []));
  return [...promises, (Math.floor(at / FRESH_MS) + 1) * FRESH_MS].filter((turn) => turn > at);
}

/** Snapshots of pages that are no more. */
async function removeOthers(): Promise<void> {
  for (const part of ["public", "inside"] as const) {
    const folder = statusFolder(part);
    const files = await readdir(folder).catch(() => []);
    const slugs = files.flatMap((file) => /^([^.].*)\.page$/.exec(file)?.[1] ?? []);
    // Asked after the files: a page that another worker has just made is known by now.
    const there = new Set((await storedPages()).map(({ slug }) => slug));
    for (const slug of slugs.filter((one) => !there.has(one))) await withPageLock(slug, () => removeGone(folder, slug));
  }
}

/** It may have been restored and written since. */
async function removeGone(folder: string, slug: string): Promise<void> {
  const standing = await storedPages(db(), { slug });
  if (standing.length === 0) await removeSnapshot(folder, slug);
}
