import type { IncomingMessage, ServerResponse } from "node:http";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { newId } from "#server/platform/id.ts";
import { hear } from "./listener.ts";
import { eventBytes, onceClosed, openViewer, type Viewer } from "./viewer.ts";

const streams = new Map<string, Set<Viewer>>();
const INBOX = eventBytes({}, { event: "inbox" });
const QUEUE = eventBytes({}, { event: "queue" });
const ALERTS = eventBytes({}, { event: "alerts" });
/** However many alerts come in, a screen reads them again once in so long. */
const ALERTS_EVERY_MS = 1_000;

/** Lets a viewer's stream carry what concerns its person: new notifications, new or gone decisions, and the end of their session or key. */
export function watchPerson(viewer: Viewer, ctx: Ctx, res: ServerResponse): void {
  for (const id of [ctx.person?.id, ctx.key?.id]) if (id) watch(viewer, id, res);
}

function watch(viewer: Viewer, id: string, res: ServerResponse): void {
  const mine = streams.get(id) ?? new Set();
  streams.set(id, mine.add(viewer));
  onceClosed(res, () => {
    mine.delete(viewer);
    if (mine.size === 0 && streams.get(id) === mine) streams.delete(id);
  });
}

/**
 * Ends a person's streams when their sessions or rights changed (a browser that is still welcome comes back at once),
 * and passes on that their inbox or what waits for their decision did.
 */
export function startPersonStreams(): () => void {
  let telling: NodeJS.Timeout | undefined;
  const tellOfAlerts = (): void => {
    telling = undefined;
    for (const viewers of streams.values()) for (const viewer of viewers) viewer.send(ALERTS);
  };
  return hear((wake) => {
    if (wake.kind === "alerts") telling ??= setTimeout(tellOfAlerts, ALERTS_EVERY_MS).unref();
    if (wake.kind === "person") for (const viewer of streams.get(wake.id) ?? []) viewer.end();
    if (wake.kind === "inbox") for (const viewer of streams.get(wake.id) ?? []) viewer.send(INBOX);
    if (wake.kind === "queue") for (const viewer of streams.get(wake.id) ?? []) viewer.send(QUEUE);
  });
}

/** `GET /api/live/me`: only what concerns the person; for pages that show nothing else live. */
export async function streamPerson(_req: IncomingMessage, res: ServerResponse, ctx: Ctx): Promise<void> {
  const person = authorizePerson(ctx, "account.own");
  const viewer = openViewer(res, newId(), person.id, 0, () => undefined);
  watchPerson(viewer, ctx, res);
}
