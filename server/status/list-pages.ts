import type { PageComponent, PageDetails, PageSummary } from "#lib/contracts/status/page.ts";
import type { ComponentState } from "#lib/contracts/status/publication.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { urlOfPage } from "./addresses.ts";
import { readSource } from "./read-source.ts";
import { shownPage } from "./shown/page.ts";
import { type StoredPage, storedPage, storedPages } from "./stored.ts";

/** All status pages with their state now. */
export async function listPages(ctx: Ctx): Promise<{ pages: PageSummary[] }> {
  authorize(ctx, "status.read");
  const pages = await storedPages();
  const counts = await subscribersOf(pages.map(({ id }) => id));
  return { pages: await Promise.all(pages.map((page) => summaryOf(page, counts.get(page.id) ?? 0))) };
}

/** One page with all its settings. A password is never told, only whether there is one. */
export async function readPage(ctx: Ctx, { slug }: { slug: string }): Promise<PageDetails> {
  authorize(ctx, "status.read");
  const page = await storedPage(slug);
  const counts = await subscribersOf([page.id]);
  const { version, settings, password } = page;
  return { ...(await summaryOf(page, counts.get(page.id) ?? 0)), version, settings, hasPassword: password !== null };
}

async function summaryOf(page: StoredPage, subscribers: number): Promise<PageSummary> {
  const shown = shownPage(await readSource(page));
  const states = new Map(shown.groups.flatMap(({ components }) => components.map(({ id, state }): [string, ComponentState] => [id, state])));
  const { id, slug, settings, components, renderedAt } = page;
  return {
    id,
    slug,
    name: settings.name,
    audience: settings.audience,
    isPractice: settings.isPractice,
    needsApproval: settings.needsApproval,
    state: shown.state,
    components: components.filter(({ isRemoved }) => !isRemoved).map((one) => ({ ...asComponent(one), state: states.get(one.id) ?? "operational" })),
    openIncidents: shown.open.length,
    subscribers,
    promises: shown.promises,
    url: settings.audience === "sign-in" ? null : urlOfPage(slug, settings.audience),
    path: `/status/${slug}`,
    renderedAt: renderedAt?.toISOString() ?? null,
  };
}

function asComponent({ id, name, group, description, serviceId }: StoredPage["components"][number]): PageComponent {
  return { id, name, group, description, serviceId };
}

async function subscribersOf(pageIds: string[]): Promise<Map<string, number>> {
  const counts = await db().statusSubscriber.groupBy({
    by: ["pageId"],
    where: { pageId: { in: pageIds }, confirmedAt: { not: null }, endedAt: null },
    _count: true,
  });
  return new Map(counts.map(({ pageId, _count: count }) => [pageId, count]));
}
