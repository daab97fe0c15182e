import { HISTORY_DAYS } from "#lib/contracts/status/terms.ts";
import { daysOf, flattened } from "#lib/contracts/status/uptime.ts";
import { db } from "#server/platform/db.ts";
import { customerHtml } from "./render/customer.ts";
import type { CustomerComponent, ShownPage } from "./render/model.ts";
import { type PageSource, shownComponent, spansOf } from "./shown/page.ts";
import type { StoredComponent } from "./stored.ts";

type Link = { name: string; components: string[]; workaround: string };
type Slo = { objective: number; windowDays: number };

/** What one customer or team reads: their components, their minutes, what they lost of the promised availability, and what they can do. */
export async function customerDraft(source: PageSource, shown: ShownPage, link: Link): Promise<string> {
  const chosen = source.page.components.filter(({ id, isRemoved }) => !isRemoved && (link.components.length === 0 || link.components.includes(id)));
  const services = await db().service.findMany({
    where: { id: { in: chosen.flatMap(({ serviceId }) => serviceId ?? []) } },
    select: { id: true, slos: true },
  });
  const slos = new Map(services.map(({ id, slos: all }) => [id, (all as Slo[])[0]]));
  const components = chosen.map((one) => customerComponent(one, source, slos.get(one.serviceId ?? "")));
  const names = new Set(chosen.map(({ name }) => name));
  const open = shown.open.filter((one) => one.components.some((name) => names.has(name)));
  return customerHtml({ page: shown, name: link.name, components, open, workaround: link.workaround });
}

function customerComponent(component: StoredComponent, source: PageSource, slo: Slo | undefined): CustomerComponent {
  const now = Date.parse(source.now);
  const spans = spansOf(component, source);
  const [day] = daysOf(spans, [now - HISTORY_DAYS * 86_400_000, now]);
  return { ...shownComponent(component, source), minutes: day?.minutes ?? {}, budget: slo ? budgetOf(slo) : null };

  function budgetOf({ objective, windowDays }: Slo): CustomerComponent["budget"] {
    const weights = source.page.settings.weights;
    const lost = flattened(spans, now - windowDays * 86_400_000, now)
      .filter(({ state }) => state !== "unknown" && state !== "operational")
      .reduce((sum, { state, from, to }) => sum + (to - from) * weights[state as keyof typeof weights], 0);
    return { objective, days: windowDays, usedMinutes: lost / 60_000, allowedMinutes: (1 - objective) * windowDays * 1_440 };
  }
}
