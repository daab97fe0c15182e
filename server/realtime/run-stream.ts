import type { IncomingMessage, ServerResponse } from "node:http";
import { isOver, type RunChunk, type RunState } from "#lib/contracts/agent.ts";
import { findRun, readChunks } from "#server/agents/index.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { newId } from "#server/platform/id.ts";
import { cursorOf } from "./cursor.ts";
import { hear } from "./listener.ts";
import { watchPerson } from "./person-stream.ts";
import { tail } from "./tail.ts";
import { eventBytes, openViewer, type Viewer } from "./viewer.ts";

const PAGE = 100;
const OVER = eventBytes({}, { event: "over" });

/**
 * `GET /api/v1/runs/{id}/events`: the chunks after `Last-Event-ID` (or `?after=`), then live. `id` is the seq, `data` the chunk. Ends
 * with the run, after an event `over`; with `?until=decided` only when none of its proposals is open any more. Ends as well when the
 * reader may not read it any more.
 */
export async function streamRun(req: IncomingMessage, res: ServerResponse, ctx: Ctx, runId: string): Promise<void> {
  const person = authorizePerson(ctx, "incident.read");
  await findRun(ctx, runId);
  const stopped = new AbortController();
  const viewer = openViewer(res, newId(), person.id, cursorOf(req) ?? 0, () => stopped.abort());
  watchPerson(viewer, ctx, res);
  // It may be the run's own, or one that it read: whoever may still read it comes back.
  const unhear = hear((wake) => {
    if (wake.kind === "incident" && wake.fact === "access") viewer.end();
  });
  const isUntilDecided = new URL(req.url ?? "/", "http://localhost").searchParams.get("until") === "decided";
  void follow(ctx, runId, viewer, stopped, isUntilDecided).finally(() => {
    unhear();
    viewer.end();
  });
}

async function follow(ctx: Ctx, runId: string, viewer: Viewer, stopped: AbortController, isUntilDecided: boolean): Promise<void> {
  const subscribe = (wake: () => void) => hear((heard) => (heard.kind === "all" || (heard.kind === "run" && heard.id === runId)) && wake());
  const read = readToEnd({
    read: (after) => readChunks(runId, after, PAGE),
    isEnded: () => isEnded(ctx, runId, isUntilDecided),
    onEnd: () => stopped.abort(),
  });
  for await (const { seq, data } of tail<RunChunk>({ subscribe, read, after: viewer.cursor, signal: stopped.signal })) {
    if (data.type === "data-personal" && (data.data as { askedBy?: unknown }).askedBy !== viewer.personId) return;
    viewer.cursor = seq;
    viewer.send(eventBytes(data, { id: seq }));
    await viewer.room();
  }
  viewer.send(OVER);
}

type Ending<T> = { read: (after: number) => Promise<T[]>; isEnded: () => Promise<boolean>; onEnd: () => void };

/** Reads on, and tells the end only when nothing came after it was seen: what ends a log writes to it up to that moment. */
export function readToEnd<T>({ read, isEnded, onEnd }: Ending<T>): (after: number) => Promise<T[]> {
  return async (after) => {
    const found = await read(after);
    if (found.length > 0 || !(await isEnded())) return found;
    const last = await read(after);
    if (last.length === 0) onEnd();
    return last;
  };
}

/** Over, with everything told; or no longer to be read by this person, which ends the stream as well. */
async function isEnded(ctx: Ctx, runId: string, isUntilDecided: boolean): Promise<boolean> {
  return findRun(ctx, runId).then(
    ({ state, openProposals }) => isOver(state as RunState) && !(isUntilDecided && openProposals > 0),
    () => true,
  );
}
