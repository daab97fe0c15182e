import type { Publication } from "#lib/contracts/status/publication.ts";
import { publicationsOn, publicIdOf } from "../shown/incidents.ts";
import type { PageSource, StoredMaintenance } from "../shown/page.ts";

export const NEWS_KINDS = ["update", "correction", "retraction", "announced", "reminder", "started", "ended", "cancelled"] as const;
export type NewsKind = (typeof NEWS_KINDS)[number];

/**
 * One thing that subscribers of a page are told. `key` names it for ever. `about`: ids of the components, none for the whole page. `follows`: only
 * whoever was told one of these is told this.
 */
export type News = {
  key: string;
  kind: NewsKind;
  at: string;
  about: string[];
  follows: string[];
  content: NewsContent;
};
/** What a message says; everything in it is on the page. `status` is null for maintenance. Times RFC 3339. */
export type NewsContent = {
  kind: NewsKind;
  status: Publication["status"] | null;
  title: string;
  text: string;
  workaround: string;
  reason: string;
  nextBy: string | null;
  startsAt: string | null;
  endsAt: string | null;
  components: string[];
  path: string;
};

/** Everything that a page tells as it stands. What was replaced, taken back or became private is not in it any more. Pure. */
export function newsOf({ page, incidents, maintenance }: PageSource): News[] {
  const names = new Map(page.components.map(({ id, name }) => [id, name]));
  return [
    ...incidents.flatMap(({ id, room }) => {
      const publications = publicationsOn(room, page.id);
      const about = componentsOf(publications).filter((component) => names.has(component));
      const components = about.flatMap((component) => names.get(component) ?? []);
      return publications.map((one) => newsOfUpdate(one, { about, components, path: `incidents/${publicIdOf(id)}` }));
    }),
    ...maintenance.flatMap((one) => newsOfMaintenance(one, names)),
  ];
}

/** Components that an incident ever hurt: who was told of the trouble is told of its end. */
function componentsOf(publications: readonly Publication[]): string[] {
  const hurt = publications.flatMap(({ components }) => components.filter(({ state }) => state !== "operational"));
  return [...new Set(hurt.map(({ id }) => id))];
}

type About = { about: string[]; components: string[]; path: string };

function newsOfUpdate(publication: Publication, { about, components, path }: About): News {
  const { id, status, title, text, workaround, nextBy, at, corrections, retracted } = publication;
  const versions = [`update:${id}`, ...corrections.map((_, index) => `correction:${id}:${index + 1}`)];
  const content = { status, title, text, workaround, nextBy, components, path, reason: "", startsAt: null, endsAt: null };
  const base = { about, follows: [] };
  if (retracted) {
    const empty = { ...content, kind: "retraction" as const, text: "", workaround: "", nextBy: null, reason: retracted.reason };
    return { key: `retraction:${id}`, kind: "retraction", at: retracted.at, about, follows: versions, content: empty };
  }
  const last = corrections.at(-1);
  if (last) {
    const corrected = { ...content, kind: "correction" as const, reason: last.reason };
    return { ...base, key: versions.at(-1) ?? "", kind: "correction", at: last.at, content: corrected };
  }
  return { ...base, key: `update:${id}`, kind: "update", at, content: { ...content, kind: "update" } };
}

function newsOfMaintenance(one: StoredMaintenance, names: ReadonlyMap<string, string>): News[] {
  const { id, title, text, reason, startsAt, endsAt } = one;
  const content = {
    status: null,
    title,
    text,
    workaround: "",
    reason,
    nextBy: null,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    components: one.components.flatMap((component) => names.get(component) ?? []),
    path: "",
  };
  // With the time: what was told of one time is told anew of another.
  const told = (kind: NewsKind, at: Date | null): News[] => {
    const key = `maintenance:${id}:${kind}:${content.startsAt}`;
    return at ? [{ key, kind, at: at.toISOString(), about: one.components, follows: [], content: { ...content, kind } }] : [];
  };
  switch (one.state) {
    case "scheduled":
      return [...told("announced", one.createdAt), ...told("reminder", one.remindedAt)];
    case "running":
      return told("started", one.startedAt);
    case "ended":
      return told("ended", one.endedAt);
    case "cancelled":
      return told("cancelled", one.endedAt);
    default:
      return one.state satisfies never;
  }
}
