import { readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { db } from "#server/platform/db.ts";
import { isListening } from "#server/realtime/listener.ts";
import { sendJson } from "./respond.ts";

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as { version: string };
const WORKER_SILENT_SECONDS = 30;

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
    version,
    ...(isOk ? {} : { reason }),
  });
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
