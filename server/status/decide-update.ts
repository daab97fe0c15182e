import type { z } from "zod";
import { isActivePhase } from "#lib/contracts/incident-terms.ts";
import { nextUpdateDueAt, type OrganisationSettings } from "#lib/contracts/organisation.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type { CheckUpdate } from "#lib/contracts/status/commands.ts";
import { componentsSaid, pagesByDefault, pagesOpenTo, publicTitle } from "#lib/contracts/status/complete.ts";
import type { PublicWords, UpdateStatus } from "#lib/contracts/status/publication.ts";
import { InvalidError } from "#server/platform/errors.ts";
import type { StoredPage } from "./stored.ts";

type Given = Omit<z.output<typeof CheckUpdate>, "status"> & { status: UpdateStatus };
type Moment = { now: string; settings: OrganisationSettings };

/** The whole update out of what was given, with pages, components, title and promise filled in; or a refusal that says what is missing. Pure. */
export function decideUpdate(room: RoomState, given: Given, all: readonly StoredPage[], { now, settings }: Moment): PublicWords {
  if (room.visibility === "private") {
    throw new InvalidError(
      `${room.reference} is private, so nothing of it may be on a status page. Make it visible first, or tell people by other means.`,
    );
  }
  const pages = choosePages(room, given.pages, all).map((page) => ({ ...page, components: page.components.filter(({ isRemoved }) => !isRemoved) }));
  const known = new Set(pages.flatMap(({ components }) => components.map(({ id }) => id)));
  if (given.components.some(({ id }) => !known.has(id))) {
    throw new InvalidError("One of the components is on none of these pages. Choose components of the pages that this goes to.", "invalid_input", [
      { path: "components", message: "This component is on none of these pages." },
    ]);
  }
  const components = componentsSaid(room, pages, given.components, given.status);
  return {
    status: given.status,
    title: given.title ?? publicTitle(room, components),
    text: given.text,
    workaround: given.workaround,
    stakeholderText: given.stakeholderText,
    eta: given.eta ?? null,
    nextBy: promiseOf(room, given, { now, settings }),
    pages: pages.map(({ id, slug, settings: { name } }) => ({ id, slug, name })),
    components,
  };
}

function choosePages(room: RoomState, slugs: readonly string[], all: readonly StoredPage[]): StoredPage[] {
  const open = pagesOpenTo(room, all);
  const chosen = slugs.length > 0 ? slugs.map((slug) => requirePage(room, slug, all, open)) : pagesByDefault(room, all);
  if (chosen.length > 0) return [...new Set(chosen)];
  if (open.length === 0 && room.kind !== "real" && all.length > 0)
    throw new InvalidError(`${room.reference} is a ${room.kind}: it is told only on a page for practice. Make one under Status pages.`);
  if (open.length === 0) throw new InvalidError("There is no status page yet. Make one under Status pages first.");
  throw new InvalidError(`Say on which page this goes: ${open.map(({ slug }) => slug).join(", ")}.`, "invalid_input", [
    { path: "pages", message: "Choose at least one page." },
  ]);
}

function requirePage(room: RoomState, slug: string, all: readonly StoredPage[], open: readonly StoredPage[]): StoredPage {
  const found = open.find((page) => page.slug === slug);
  if (found) return found;
  const isThere = all.some((page) => page.slug === slug);
  const why = isThere
    ? `The page “${slug}” is ${room.kind === "real" ? "for practice" : `not for practice, and ${room.reference} is a ${room.kind}`}.`
    : `There is no status page “${slug}”.`;
  throw new InvalidError(`${why} There are: ${open.map((page) => page.slug).join(", ") || "none"}.`, "invalid_input", [
    { path: "pages", message: why },
  ]);
}

/** The promise that stands under the update. One in the past would be broken when it is made. */
function promiseOf(room: RoomState, { status, nextBy }: Given, { now, settings }: Moment): string | null {
  if (status === "resolved" || status === "postmortem") return null;
  if (nextBy === undefined) return nextUpdateDueAt(settings, room.severity, isActivePhase(room.phase), now);
  if (nextBy !== null && nextBy <= now) {
    throw new InvalidError("The next update is promised for a time that has passed. Give a later one.", "invalid_input", [
      { path: "nextBy", message: "Give a later time." },
    ]);
  }
  return nextBy;
}
