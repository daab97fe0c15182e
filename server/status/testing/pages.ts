import { PublishUpdate } from "#lib/contracts/status/commands.ts";
import { ChangePage, CreatePage, type PageSettings } from "#lib/contracts/status/page.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { newId } from "#server/platform/id.ts";
import { changePage } from "../change-page.ts";
import { createPage } from "../create-page.ts";
import { publishUpdate } from "../publish-update.ts";

/** A page “acme” with one component tied to the service and one that is tied to none. */
export async function aPage(admin: Ctx, service: string | null, settings: Partial<PageSettings> = {}, slug = "acme") {
  await createPage(admin, CreatePage.parse({ slug, settings: { name: "Acme", ...settings } }));
  const [payments, search] = [newId(), newId()];
  const components = [
    { id: payments, name: "Card payments", group: "Shop", description: "", serviceId: service },
    { id: search, name: "Search", group: "Shop", description: "", serviceId: null },
  ];
  await changePage(admin, ChangePage.parse({ slug, version: 1, settings: {}, components }));
  return { slug, payments, search };
}

export function publish(ctx: Ctx, input: Record<string, unknown>) {
  return publishUpdate(ctx, PublishUpdate.parse({ status: "investigating", text: "Card payments may fail.", ...input }));
}
