import type { IncomingMessage, ServerResponse } from "node:http";
import { knownSender, readMessage, type SignalKind, type Taken, takeMessage, takeOfApi } from "#server/intake/index.ts";
import { keyOf } from "#server/keys/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { InvalidError, MusterError, UnavailableError } from "#server/platform/errors.ts";
import { log } from "#server/platform/log.ts";
import { addressOf } from "./address.ts";
import { sendProblem } from "./respond.ts";

type Place = { hook: string } | { api: SignalKind };

const HOOK = /^\/api\/hooks\/([^/]{1,64})\/?$/;
const API: Record<string, SignalKind> = { "/api/v1/alerts": "alert", "/api/v1/changes": "change" };
const KEY_FRESH_MS = 1_000;
const MOST_KEYS = 1_000;

/** Which intake a request is for; null when for none. Signals by the API without a key go the way of all operations. */
export function signalPlace(req: IncomingMessage): Place | null {
  if (req.method !== "POST") return null;
  const [path = ""] = (req.url ?? "").split("?");
  const hook = HOOK.exec(path)?.[1];
  if (hook) return { hook };
  const api = API[path];
  return api && bearerOf(req) ? { api } : null;
}

/** Keeps what a system sent and answers when it is committed. A failure here is never the sender's: it is asked to send again. */
export async function receiveSignal(req: IncomingMessage, res: ServerResponse, place: Place): Promise<void> {
  try {
    const taken = "hook" in place ? await takeHook(req, place.hook) : { id: (await takeApi(req, place.api)).id };
    answer(res, taken);
  } catch (error) {
    refuse(req, res, error);
  }
}

async function takeHook(req: IncomingMessage, id: string): Promise<Taken> {
  const sender = await knownSender(id);
  return takeMessage(sender, req.headers, await readMessage(req));
}

async function takeApi(req: IncomingMessage, kind: SignalKind): Promise<Taken> {
  const ctx = await ctxOf(req);
  authorize(ctx, "signal.send");
  const { body } = await readMessage(req);
  return takeOfApi({ ...ctx, requestKey: requestKeyOf(req) }, kind, body);
}

const keys = new Map<string, { at: number; ctx: Promise<Ctx> }>();

/** Who a key belongs to; asked again every second, so that a revoked key ends. */
async function ctxOf(req: IncomingMessage): Promise<Ctx> {
  const token = bearerOf(req) ?? "";
  const known = keys.get(token);
  if (known && Date.now() - known.at < KEY_FRESH_MS) return known.ctx;
  if (keys.size >= MOST_KEYS) keys.clear();
  const ctx = keyOf(token, addressOf(req));
  keys.set(token, { at: Date.now(), ctx });
  ctx.catch(() => keys.delete(token));
  return ctx;
}

function bearerOf(req: IncomingMessage): string | null {
  return /^Bearer +(\S+) *$/i.exec(req.headers.authorization ?? "")?.[1] ?? null;
}

function requestKeyOf(req: IncomingMessage): string | undefined {
  const key = req.headers["idempotency-key"];
  if (key === undefined) return undefined;
  if (typeof key === "string" && /^[\x21-\x7e]{8,200}$/.test(key)) return key;
  throw new InvalidError("Idempotency-Key has to have 8 to 200 printable characters without spaces.");
}

function answer(res: ServerResponse, taken: object): void {
  const body = JSON.stringify(taken);
  res.writeHead(202, { "content-type": "application/json; charset=utf-8", "content-length": Buffer.byteLength(body), "cache-control": "no-store" });
  res.end(body);
}

/** What was not read of a refused body is not waited for: the connection ends with the answer. */
function refuse(req: IncomingMessage, res: ServerResponse, error: unknown): void {
  if (!req.complete) res.shouldKeepAlive = false;
  if (req.destroyed && !res.writable) res.destroy();
  else sendProblem(res, refusalOf(error));
}

/** What fails here is never the sender's fault. */
function refusalOf(error: unknown): unknown {
  if (error instanceof MusterError || isOfInput(error)) return error;
  log.error({ error: error instanceof Error ? error.stack : String(error) }, "A signal was not taken in.");
  return new UnavailableError("Muster cannot take this in now. Nothing was kept; send it again.", "unavailable", 3);
}

function isOfInput(error: unknown): boolean {
  return error instanceof Error && error.name === "ZodError";
}
