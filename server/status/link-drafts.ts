import { db } from "#server/platform/db.ts";
import type { Draft } from "./bundle-of.ts";
import { customerDraft } from "./customer-draft.ts";
import type { ShownPage } from "./render/model.ts";
import { stakeholderHtml } from "./render/stakeholders.ts";
import type { PageSource } from "./shown/page.ts";
import { stakeholderIncidents } from "./shown/stakeholders.ts";
import { hashOfToken, tokenFor } from "./tokens.ts";

const HTML = "text/html; charset=utf-8";

/** What each link of a page opens, under the hash of its secret. A link that was revoked opens nothing. */
export async function linkDrafts(source: PageSource, shown: ShownPage): Promise<Draft[]> {
  const links = await db().statusLink.findMany({ where: { pageId: source.page.id, revokedAt: null }, orderBy: { createdAt: "asc" } });
  if (links.length === 0) return [];
  const more = await stakeholderIncidents(source);
  return Promise.all(
    links.map(async (link): Promise<Draft> => {
      const isCustomer = link.kind === "customer";
      const token = await tokenFor(isCustomer ? "customer" : "stakeholders", link.id, link.generation);
      const body = isCustomer
        ? await customerDraft(source, shown, link)
        : stakeholderHtml({ page: shown, more, depth: 2, canAsk: true, name: link.name });
      return { path: `${isCustomer ? "me" : "s"}/${hashOfToken(token)}`, type: HTML, body, access: "open" };
    }),
  );
}
