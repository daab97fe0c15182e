import { readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { db } from "#server/platform/db.ts";
import { isListening } from "#server/realtime/listener.ts";
import { statusUrl } from "#server/status/index.ts";
import { kept } from "./kept.ts";
import { sendJson } from "./respond.ts";

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as { version: string };
const WORKER_SILENT_SECONDS = 30;
const STATUS_MS = 1_000;
const STATUS_OLD_SECONDS = 90;
/** Anybody may ask for the health, and STATUS_URL may be far away. */
const statusServer = kept(statusServerState, { freshMs: 10_000, oldestMs: 60_000 });

/** `GET /api/health`: 200 when the database answers and live streams are fed; 503 with the reason otherwise. */
export async function sendHealth(res: ServerResponse): Promise<void> {
  const worker = await workerState();
  const database = worker === null ? "unreachable" : "ok";
  const isOk = database === "ok" && isListening();
  const reason = database !== "ok" ? "The database cannot be reached." : "Live streams are not fed yet: the listener has no connection.";
  sendJson(res, isOk ? 200 : 503, {
    status: isOk ? "ok" : "unavailable",
    database,
    worker: worker ?? "unknown",
    statusServer: await statusServer(),
    version,
    ...(isOk ? {} : { reason }),
  });
}

/** Whether the status server answers, here or where STATUS_URL says; it is no reason to be unavailable, for it stands alone. */
async function statusServerState(): Promise<"ok" | "stale" | "unreachable"> {
  try {
    const answer = await fetch(`${statusUrl()}/healthz`, { signal: AbortSignal.timeout(STATUS_MS), redirect: "error" });
    const { secondsSinceWritten } = (await answer.json()) as { secondsSinceWritten: number | null };
    return secondsSinceWritten !== null && secondsSinceWritten < STATUS_OLD_SECONDS ? "ok" : "stale";
  } catch {
    return "unreachable";
  }
}

async function workerState(): Promise<"ok" | "silent" | null> {
  try {
    const [row] = await db().$queryRaw<{ alive: boolean | null }[]>`
      SELECT (value->>'at')::timestamptz > now() - make_interval(secs => ${WORKER_SILENT_SECONDS}) AS alive FROM setting WHERE key = 'worker-heartbeat'`;
    return row?.alive ? "ok" : "silent";
  } catch {
    return null;
  }
}
