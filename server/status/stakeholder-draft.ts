import type { Draft } from "./bundle-of.ts";
import type { ShownPage } from "./render/model.ts";
import { stakeholderHtml } from "./render/stakeholders.ts";
import type { PageSource } from "./shown/page.ts";
import { stakeholderIncidents } from "./shown/stakeholders.ts";

/** The page as people of this console read it: everything public, and what stakeholders are told besides. */
export async function stakeholderDraft(source: PageSource, shown: ShownPage): Promise<Draft[]> {
  const more = await stakeholderIncidents(source);
  return [
    {
      path: "stakeholders",
      type: "text/html; charset=utf-8",
      body: stakeholderHtml({ page: shown, more, depth: 1, canAsk: true }),
      access: "open",
      cache: "private, no-cache",
    },
  ];
}
