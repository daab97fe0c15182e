import type { IncomingMessage, ServerResponse } from "node:http";
import type { LoggedEvent } from "#lib/contracts/runbook-run.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { newId } from "#server/platform/id.ts";
import { readRunbookRun, readRunEvents } from "#server/runbooks/index.ts";
import { cursorOf } from "./cursor.ts";
import { hear } from "./listener.ts";
import { watchPerson } from "./person-stream.ts";
import { tail } from "./tail.ts";
import { eventBytes, openViewer } from "./viewer.ts";

const PAGE = 200;

/**
 * `GET /api/v1/runbook-runs/{id}/events`: the run's log after `Last-Event-ID` (or `?after=`), then live. `id` is the seq, `data` the event. Ends when
 * the reader may not see it any more; a run that has ended may still be rolled back.
 */
export async function streamRunbook(req: IncomingMessage, res: ServerResponse, ctx: Ctx, id: string): Promise<void> {
  const person = authorizePerson(ctx, "runbook.read");
  await readRunbookRun(ctx, { id });
  const stopped = new AbortController();
  const viewer = openViewer(res, newId(), person.id, cursorOf(req) ?? 0, () => stopped.abort());
  watchPerson(viewer, ctx, res);
  const subscribe = (wake: () => void) => hear((heard) => (heard.kind === "all" || (heard.kind === "runbook" && heard.id === id)) && wake());
  const read = (after: number): Promise<LoggedEvent[]> =>
    readRunEvents(ctx, { id, after }, PAGE).then(
      ({ items }) => items,
      () => {
        stopped.abort();
        return [];
      },
    );
  const follow = async (): Promise<void> => {
    for await (const { seq, data } of tail<LoggedEvent>({ subscribe, read, after: viewer.cursor, signal: stopped.signal })) {
      viewer.cursor = seq;
      viewer.send(eventBytes(data, { id: seq }));
      await viewer.room();
    }
  };
  void follow().finally(() => viewer.end());
}
