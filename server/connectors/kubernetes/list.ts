import { z } from "zod";
import type { Link } from "../define.ts";
import { ConnectorFailed } from "../failure.ts";
import type { Asked } from "../http.ts";
import { acceptFor, pathOf, type Resource } from "./resources.ts";

const PAGE = 500;
const ListAnswer = z.object({
  metadata: z.looseObject({ continue: z.string().optional(), remainingItemCount: z.number().optional() }).default({}),
  items: z.array(z.looseObject({ metadata: z.looseObject({ name: z.string() }) })).nullable(),
});

export type RawObject = NonNullable<z.output<typeof ListAnswer>["items"]>[number];
export type Listing = { namespace?: string | undefined; labelSelector?: string | undefined; fieldSelector?: string | undefined; limit: number };

/** A list, page by page, up to a limit. A list that changes too fast to be read to its end is cut. */
export async function listRaw(link: Link, resource: Resource, { namespace, labelSelector, fieldSelector, limit }: Listing, signal?: AbortSignal) {
  const answers: Asked[] = [];
  const objects: RawObject[] = [];
  let next: string | undefined;
  let remaining = 0;
  do {
    const query = { labelSelector, fieldSelector, limit: Math.min(PAGE, limit - objects.length), continue: next };
    const question = { path: pathOf(resource, namespace), query, accept: acceptFor(resource, true) };
    const page = await link.json(question, ListAnswer, signal).catch((error) => endOfList(error, objects.length > 0));
    if (!page) return { objects, answers, isCut: true, total: objects.length };
    answers.push(page.asked);
    objects.push(...(page.body.items ?? []));
    next = page.body.metadata.continue || undefined;
    remaining = page.body.metadata.remainingItemCount ?? (next ? 1 : 0);
  } while (next && objects.length < limit);
  return { objects: objects.slice(0, limit), answers, isCut: next !== undefined || objects.length > limit, total: objects.length + remaining };
}

/** In each namespace that the connection is bound to, else in all at once. `warnings`: which of them could not be read. */
export async function listEverywhere(link: Link, resource: Resource, listing: Listing, signal?: AbortSignal) {
  const places = listing.namespace ? [listing.namespace] : link.namespaces.length > 0 ? link.namespaces : [undefined];
  const lists = [];
  const refusals: ConnectorFailed[] = [];
  for (const namespace of places) {
    const list = await listRaw(link, resource, { ...listing, namespace }, signal).catch((error) => refusedAlone(error, places.length > 1));
    if (list instanceof ConnectorFailed) refusals.push(list);
    else lists.push(list);
  }
  const [refused] = refusals;
  if (lists.length === 0 && refused) throw refused;
  return {
    objects: lists.flatMap(({ objects }) => objects).slice(0, listing.limit),
    answers: lists.flatMap(({ answers }) => answers),
    isCut: lists.some(({ isCut }) => isCut),
    total: lists.reduce((sum, { total }) => sum + total, 0),
    warnings: refusals.map(({ message }) => message),
  };
}

/** One namespace that may not be read does not hide the others. */
function refusedAlone(error: unknown, isOneOfSeveral: boolean): ConnectorFailed {
  if (isOneOfSeveral && error instanceof ConnectorFailed && error.kind === "forbidden") return error;
  throw error;
}

function endOfList(error: unknown, hasSome: boolean): null {
  if (hasSome && error instanceof ConnectorFailed && error.answered === 410) return null;
  throw error;
}
