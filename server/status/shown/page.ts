import { publicSpans, stateSaid } from "#lib/contracts/status/impact.ts";
import { takesSubscribers } from "#lib/contracts/status/page.ts";
import { promisesTogether } from "#lib/contracts/status/promises.ts";
import type { ComponentState } from "#lib/contracts/status/publication.ts";
import { worseOf } from "#lib/contracts/status/terms.ts";
import { daysOf, type StateSpan, uptimeOf } from "#lib/contracts/status/uptime.ts";
import type { ShownComponent, ShownMaintenance, ShownPage } from "../render/model.ts";
import type { StoredComponent, StoredPage } from "../stored.ts";
import { dayBoundaries } from "./days.ts";
import { impactOf, publicationsOn, shownIncident, type ToldIncident } from "./incidents.ts";

export type StoredMaintenance = {
  id: string;
  title: string;
  text: string;
  components: string[];
  startsAt: Date;
  endsAt: Date;
  state: ShownMaintenance["state"];
  startedAt: Date | null;
  endedAt: Date | null;
  remindedAt: Date | null;
  createdAt: Date;
  reason: string;
};
export type PageSource = {
  page: StoredPage;
  incidents: ToldIncident[];
  maintenance: StoredMaintenance[];
  now: string;
  url: string;
  canMail: boolean;
};

const MAINTENANCE_DAYS = 365;

/** Everything that anybody may read on a page, out of what is stored. Nothing else of it goes any further. Pure. */
export function shownPage({ page, incidents, maintenance, now, url, canMail }: PageSource): ShownPage {
  const names = new Map(page.components.map(({ id, name }) => [id, name]));
  const shown = incidents.flatMap((one) => shownIncident(one, page.id, names, now) ?? []);
  const components = page.components
    .filter(({ isRemoved }) => !isRemoved)
    .map((one) => ({ group: one.group, ...shownComponent(one, { page, incidents, maintenance, now, url, canMail }) }));
  const groups = [...Map.groupBy(components, ({ group }) => group)].map(([name, members]) => ({
    name,
    components: members.map(({ group: _, ...one }) => one),
  }));
  const open = shown.filter(({ resolvedAt }) => resolvedAt === null);
  const { name, description, language, zone, accent, homeUrl, footer, showsUptime, weights, audience, isPractice, logo } = page.settings;
  const state = [...components.map((one) => one.state), ...open.map(({ worst }) => worst)].reduce<ComponentState>(
    (worst, one) => worseOf(worst, one),
    "operational",
  );
  return {
    slug: page.slug,
    settings: {
      name,
      description,
      language,
      zone,
      accent,
      homeUrl,
      footer,
      showsUptime,
      canSubscribe: takesSubscribers(page.settings),
      weights,
      audience,
      isPractice,
    },
    hasLogo: logo !== null,
    canMail,
    now,
    url,
    state,
    groups,
    open,
    past: shown.filter(({ resolvedAt }) => resolvedAt !== null).sort((a, b) => (b.resolvedAt ?? "").localeCompare(a.resolvedAt ?? "")),
    maintenance: maintenance.flatMap((one) => shownMaintenance(one, names, now)).sort((a, b) => a.startsAt.localeCompare(b.startsAt)),
    promises: promisesTogether(shown.map(({ promise }) => promise)),
  };
}

/** One component with its state now, its uptime and its days. */
export function shownComponent(component: StoredComponent, source: PageSource): ShownComponent {
  const { page, now } = source;
  const boundaries = dayBoundaries(Date.parse(now), page.settings.zone);
  const spans = spansOf(component, source);
  const [from = 0] = boundaries;
  return {
    id: component.id,
    name: component.name,
    description: component.description,
    state: stateNow(component, source),
    uptime: uptimeOf(spans, from, Date.parse(now), page.settings.weights),
    days: daysOf(
      spans.map((span) => ({ ...span, to: Math.min(span.to, Date.parse(now)) })),
      boundaries,
    ),
  };
}

/** Every stretch that is known of a component, milliseconds: operational since it is on the page, and its trouble besides. */
export function spansOf(component: StoredComponent, { page, incidents, maintenance, now }: PageSource): StateSpan[] {
  const end = Date.parse(now);
  const known: StateSpan = { state: "operational", from: component.createdAt.getTime(), to: end };
  const work = maintenance
    .filter(({ components, startedAt }) => startedAt !== null && components.includes(component.id))
    .map(({ startedAt, endedAt }): StateSpan => ({ state: "maintenance", from: startedAt?.getTime() ?? end, to: endedAt?.getTime() ?? end }));
  return [known, ...work, ...incidents.flatMap(({ room }) => publicSpans(impactOf(room, page.id), component, end))];
}

function stateNow(component: StoredComponent, { page, incidents, maintenance }: PageSource): ComponentState {
  const inWork = maintenance.some(({ state, components }) => state === "running" && components.includes(component.id));
  const said = incidents.map(({ room }) => stateSaid(publicationsOn(room, page.id), component.id) ?? "operational");
  return said.reduce<ComponentState>((worst, one) => worseOf(worst, one), inWork ? "maintenance" : "operational");
}

function shownMaintenance(one: StoredMaintenance, names: ReadonlyMap<string, string>, now: string): ShownMaintenance[] {
  if (Date.parse(now) - one.endsAt.getTime() > MAINTENANCE_DAYS * 86_400_000) return [];
  const components = one.components.flatMap((id) => names.get(id) ?? []);
  const { id, title, text, state, reason } = one;
  return [{ id, title, text, startsAt: one.startsAt.toISOString(), endsAt: (one.endedAt ?? one.endsAt).toISOString(), state, components, reason }];
}
