import type { IncomingMessage, ServerResponse } from "node:http";
import { boardRows } from "#server/board/index.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { newId } from "#server/platform/id.ts";
import { log } from "#server/platform/log.ts";
import { hear } from "./listener.ts";
import { watchPerson } from "./person-stream.ts";
import { eventBytes, openViewer, type Viewer } from "./viewer.ts";

/** Changes within this span are read and told together. */
const GATHER_MS = 150;

const viewers = new Set<Viewer>();
const changed = new Set<string>();
/** Incidents of which who may see them has changed, too. */
const regrouped = new Set<string>();
let gathering: NodeJS.Timeout | undefined;

/**
 * `GET /api/live/board`: rows of incidents as they change. State, not a log: after a reconnect the browser reads the list
 * again, which `ready` asks for.
 */
export async function streamBoard(_req: IncomingMessage, res: ServerResponse, ctx: Ctx): Promise<void> {
  const person = authorizePerson(ctx, "incident.read");
  const viewer: Viewer = openViewer(res, newId(), person.id, 0, () => viewers.delete(viewer));
  watchPerson(viewer, ctx, res);
  viewers.add(viewer);
  viewer.send(READY);
}

const READY = eventBytes({}, { event: "ready" });

export function startBoardStream(): () => void {
  let wasLost = false;
  return hear((wake) => {
    if (wake.kind === "incident" && wake.fact === "access" && viewers.size > 0) regrouped.add(wake.id);
    if (wake.kind === "incident" && viewers.size > 0) changedSoon(wake.id);
    if (wake.kind === "all" && wasLost) for (const viewer of viewers) viewer.send(READY);
    wasLost = wake.kind === "all";
  });
}

function changedSoon(incidentId: string): void {
  changed.add(incidentId);
  gathering ??= setTimeout(() => {
    gathering = undefined;
    const ids = [...changed];
    changed.clear();
    tell(ids).catch((error) => {
      log.warn({ error: String(error) }, "Board changes were not read; asking browsers to read the list.");
      for (const viewer of viewers) viewer.send(READY);
    });
  }, GATHER_MS).unref();
}

async function tell(ids: string[]): Promise<void> {
  for (const { row, memberIds } of await boardRows(ids)) {
    const bytes = eventBytes(row, { event: "incident" });
    const isHidden = regrouped.delete(row.id);
    for (const viewer of viewers) {
      if (memberIds === null || (viewer.personId && memberIds.includes(viewer.personId))) viewer.send(bytes);
      else if (isHidden) viewer.send(READY);
    }
  }
}
