import type { Severity } from "../incident.ts";
import type { RoomState } from "../room.ts";
import type { PageComponent, PageSettings } from "./page.ts";
import { type ComponentSaid, type ComponentState, latestPublication, type UpdateStatus } from "./publication.ts";
import { worseOf } from "./terms.ts";

/** What choosing needs to know of a page. */
export type PageAtHand = {
  id: string;
  slug: string;
  settings: Pick<PageSettings, "name" | "isPractice" | "needsApproval">;
  components: readonly Pick<PageComponent, "id" | "name" | "serviceId">[];
};
type Room = Pick<RoomState, "kind" | "services" | "intervals" | "severity" | "told">;

/** Pages that an incident may be told on at all: drills and tests on those for practice, everything else on the others. */
export function pagesOpenTo<P extends PageAtHand>({ kind }: Pick<Room, "kind">, pages: readonly P[]): P[] {
  const isPractice = kind === "drill" || kind === "test";
  return pages.filter(({ settings }) => settings.isPractice === isPractice);
}

/**
 * Where an incident is told when nobody says it: where it stands already, else on every page with a component of an affected service, else on the
 * only page that there is.
 */
export function pagesByDefault<P extends PageAtHand>(room: Room, pages: readonly P[]): P[] {
  const open = pagesOpenTo(room, pages);
  const standing = new Set(room.told.publications.flatMap((one) => one.pages.map(({ id }) => id)));
  const there = open.filter(({ id }) => standing.has(id));
  if (there.length > 0) return there;
  const tied = open.filter(({ components }) => components.some((one) => isTied(room, one)));
  return tied.length > 0 || open.length > 1 ? tied : open;
}

/** Whether the service behind a component is affected. */
export function isTied({ services }: Pick<Room, "services">, { serviceId }: Pick<PageComponent, "serviceId">): boolean {
  return serviceId !== null && services.some(({ id }) => id === serviceId);
}

/**
 * The state of each component that an update speaks of: as given, else as it was said last, else as recorded for the service behind it.
 * Resolving makes all of them operational; a postmortem speaks of none.
 */
export function componentsSaid(
  room: Room,
  pages: readonly PageAtHand[],
  given: readonly { id: string; state: ComponentState }[],
  status: UpdateStatus,
): ComponentSaid[] {
  const before = latestPublication(room.told)?.components ?? [];
  if (status === "postmortem") return [];
  return pages.flatMap(({ components }) =>
    components.flatMap((component) => {
      const said =
        [...given, ...before].find(({ id }) => id === component.id)?.state ?? (isTied(room, component) ? judgedState(room, component) : null);
      if (said === null) return [];
      return [{ id: component.id, name: component.name, state: status === "resolved" ? ("operational" as const) : said }];
    }),
  );
}

/** The worst recorded stretch that lasts, else what the severity says. */
export function judgedState(
  { intervals, severity }: Pick<Room, "intervals" | "severity">,
  { serviceId }: Pick<PageComponent, "serviceId">,
): ComponentState {
  const lasting = intervals.filter(({ service, endedAt }) => endedAt === null && service?.id === serviceId);
  const [first, ...rest] = lasting.map(({ level }): ComponentState => level);
  if (first) return rest.reduce((worst, level) => worseOf(worst, level), first);
  return severity ? BY_SEVERITY[severity] : "degraded";
}

const BY_SEVERITY: Record<Severity, ComponentState> = { SEV1: "major", SEV2: "partial", SEV3: "degraded", SEV4: "degraded" };

/** A public title when nobody gave one: never the incident's own, which was not written for the public. */
export function publicTitle(room: Room, components: readonly ComponentSaid[]): string {
  const before = latestPublication(room.told)?.title;
  if (before) return before;
  const names = components.filter(({ state }) => state !== "operational").map(({ name }) => name);
  return names.length > 0 ? `Problem with ${inWords([...new Set(names)].slice(0, 3))}` : "We are looking into a problem";
}

/** `a, b and c`. */
export function inWords(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
