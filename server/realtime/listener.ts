import pg from "pg";
import { databaseUrl, env } from "#server/platform/env.ts";
import { log } from "#server/platform/log.ts";

const CHANNEL = "muster";
const TICK_MS = 15_000;
const RETRY_MS = [100, 250, 500, 1_000, 2_000, 5_000];

/** A hint that something changed; never the truth. `all` follows a reconnect, when hints may have been missed. */
export type Wake =
  | { kind: "incident"; id: string; seq: number; fact: string }
  | { kind: "run"; id: string; seq: number }
  | { kind: "presence"; id: string }
  /** An agent was asked about this incident, a run about it stands otherwise than before, or evidence came. */
  | { kind: "runs"; id: string }
  | { kind: "person"; id: string }
  | { kind: "inbox"; id: string }
  /** What waits for this person's decision changed. */
  | { kind: "queue"; id: string }
  /** A drill begins or ends. */
  | { kind: "drill"; id: string }
  /** Signals came in, or alerts changed. */
  | { kind: "intake"; id: string }
  | { kind: "alerts"; id: string }
  /** A run of a runbook changed, or wrote something. */
  | { kind: "runbook"; id: string }
  /** A postmortem changed; `seq` 0: something beside its text did. */
  | { kind: "postmortem"; id: string; seq: number }
  /** Where somebody's cursor in a postmortem is. */
  | { kind: "cursor"; id: string; awareness: string }
  /** A status page or what is to be shown on it changed. */
  | { kind: "status"; id: string }
  | { kind: "all" };

type Hear = (wake: Wake) => void;

const hearers = new Set<Hear>();
let connection: pg.Client | undefined;
let isStopped = true;
let failures = 0;
let tick: NodeJS.Timeout | undefined;

/** Hears every wake of this process until the returned function is called. */
export function hear(listener: Hear): () => void {
  hearers.add(listener);
  return () => hearers.delete(listener);
}

/** Opens the process's one LISTEN connection and keeps it open. */
export async function startListener(): Promise<void> {
  if (!isStopped) return;
  isStopped = false;
  tick = setInterval(() => tell({ kind: "all" }), TICK_MS);
  tick.unref();
  await connect();
}

export async function stopListener(): Promise<void> {
  isStopped = true;
  clearInterval(tick);
  const closing = connection;
  connection = undefined;
  await closing?.end().catch(() => undefined);
}

export function isListening(): boolean {
  return connection !== undefined;
}

async function connect(): Promise<void> {
  const client = new pg.Client({ connectionString: env().DATABASE_DIRECT_URL ?? databaseUrl(), keepAlive: true, connectionTimeoutMillis: 5_000 });
  client.on("notification", ({ payload }) => {
    const wake = parseWake(payload ?? "");
    if (wake) tell(wake);
  });
  client.on("error", () => lose(client));
  client.on("end", () => lose(client));
  try {
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    connection = client;
    failures = 0;
    tell({ kind: "all" });
  } catch (error) {
    log.warn({ error: String(error) }, "The live listener cannot reach the database; trying again.");
    client.end().catch(() => undefined);
    retry();
  }
}

function lose(client: pg.Client): void {
  if (connection !== client) return;
  connection = undefined;
  client.end().catch(() => undefined);
  retry();
}

function retry(): void {
  if (isStopped) return;
  const delay = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 5_000;
  failures += 1;
  setTimeout(() => !isStopped && connect(), delay).unref();
}

function tell(wake: Wake): void {
  for (const listener of hearers) listener(wake);
}

/** Reads a payload such as `incident <id> <seq> <fact>`; null for one that this version does not know. */
export function parseWake(payload: string): Wake | null {
  const [kind, id, seq, fact] = payload.split(" ");
  if (!id) return null;
  if (kind === "postmortem") return { kind, id, seq: Number(seq) };
  if (kind === "cursor") return { kind, id, awareness: seq ?? "" };
  if (kind === "run") return { kind, id, seq: Number(seq) };
  if (kind === "incident") return { kind, id, seq: Number(seq), fact: fact ?? "" };
  return isKindWithId(kind) ? { kind, id } : null;
}

const KINDS_WITH_ID = ["presence", "runs", "person", "inbox", "queue", "drill", "intake", "alerts", "runbook", "status"] as const;

function isKindWithId(kind: string | undefined): kind is (typeof KINDS_WITH_ID)[number] {
  return (KINDS_WITH_ID as readonly (string | undefined)[]).includes(kind);
}
