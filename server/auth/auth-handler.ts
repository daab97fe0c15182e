import type { IncomingMessage, ServerResponse } from "node:http";
import { addressOf } from "#server/http/address.ts";
import { requireSameOrigin } from "#server/http/origin.ts";
import { readBody } from "#server/http/respond.ts";
import { personCtx } from "#server/platform/ctx.ts";
import { publicUrl } from "#server/platform/env.ts";
import { ForbiddenError, InvalidError, NotFoundError } from "#server/platform/errors.ts";
import { requireProof } from "#server/sessions/index.ts";
import { type Endpoint, endpointOf } from "./endpoints.ts";
import { isKnownAddress } from "./known-address.ts";
import { ADDRESS_HEADER, authLibrary } from "./library.ts";
import { type Attempt, addressGroup, countAttempt, countVisit } from "./limits.ts";
import { type SignedIn, sessionOf } from "./session-of.ts";
import { settle } from "./settle.ts";
import { inOneTransaction } from "./tables.ts";
import { turns } from "./turns.ts";

const MAX_BODY_BYTES = 64 * 1024;
const BASE = "/api/auth";

/** Checking a password keeps a core busy on purpose; more than this at once would slow down the rest of the console. */
const inTurn = turns(4, 200);

export type Asked = { endpoint: Endpoint; headers: Headers; body: Record<string, unknown>; address: string; before: SignedIn | null };

/** Serves `/api/auth/*`: our own checks before and after what the auth library does. */
export async function authHandler(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const url = new URL(req.url ?? "/", publicUrl());
  const endpoint = endpointOf(req.method ?? "GET", url.pathname.slice(BASE.length));
  if (!endpoint) throw new NotFoundError(`There is nothing at ${req.method} ${url.pathname.slice(0, 200)}.`);
  requireSameOrigin(req);
  const asked = await readAsked(req, endpoint);
  endpoint.body?.parse(asked.body);
  if (endpoint.needsProof) await requireProof(asked.before ? personCtx(asked.before.person, asked.before) : notSignedIn());
  const attempt = await countAsked(asked);
  const work = () => answer(asked, url);
  const response = await (endpoint.method === "POST" ? inTurn(work) : work());
  if (response.ok) await attempt?.succeeded();
  await send(response, res);
}

function notSignedIn(): never {
  throw new ForbiddenError("Nobody is signed in. Sign in and try again.", "not_signed_in");
}

async function readAsked(req: IncomingMessage, endpoint: Endpoint): Promise<Asked> {
  const headers = new Headers();
  for (const name of ["cookie", "origin", "user-agent", "sec-fetch-site", "sec-fetch-mode", "sec-fetch-dest", "accept"]) {
    const value = req.headers[name];
    if (typeof value === "string") headers.set(name, value);
  }
  const address = addressOf(req);
  headers.set(ADDRESS_HEADER, address);
  const body = endpoint.method === "POST" ? { ...(await readJson(req)), ...endpoint.fixed } : {};
  return { endpoint, headers, body, address, before: await sessionOf(headers) };
}

async function readJson(req: IncomingMessage): Promise<Record<string, unknown>> {
  const type = req.headers["content-type"] ?? "application/json";
  const text = (await readBody(req, MAX_BODY_BYTES)).toString("utf8");
  if (!type.startsWith("application/json")) throw new InvalidError("Send JSON.");
  try {
    const parsed: unknown = JSON.parse(text === "" ? "{}" : text);
    if (parsed && typeof parsed === "object" && !Array.isArray(parsed) && isStorable(parsed)) return { ...parsed };
  } catch {
    // Said below: whatever is not such an object is refused.
  }
  throw new InvalidError("Send a JSON object of well-formed text.");
}

/** The database stores neither NUL nor halves of characters. */
function isStorable(value: unknown): boolean {
  if (typeof value === "string") return value.isWellFormed() && !value.includes("\0");
  return value === null || typeof value !== "object" || Object.entries(value).every(([key, part]) => isStorable(key) && isStorable(part));
}

/** An address from which the account was used before has a count of its own, so that strangers' guesses do not lock a person out. */
async function countAsked({ endpoint, body, address, before }: Asked): Promise<Attempt | null> {
  if (endpoint.counts === "passkey") await countVisit("passkey", address);
  if (endpoint.counts === "proof") return countAttempt("proof", address, before?.person.id ?? null);
  if (endpoint.counts !== "sign-in") return null;
  const email = String(body.email ?? "")
    .trim()
    .toLowerCase();
  const isKnown = await isKnownAddress(email, address);
  return countAttempt("sign-in", address, isKnown ? `${addressGroup(address)} ${email}` : email);
}

async function answer(asked: Asked, url: URL): Promise<Response> {
  const library = await authLibrary();
  const init: RequestInit = { method: asked.endpoint.method, headers: asked.headers };
  if (asked.endpoint.method === "POST") {
    init.body = JSON.stringify(asked.body);
    asked.headers.set("content-type", "application/json");
  }
  return inOneTransaction(async (tx) => {
    const response = await library.handler(new Request(url, init));
    if (response.status >= 500) throw new Error(`The auth library answered ${response.status} to ${asked.endpoint.path}.`);
    if (response.ok) await settle(tx, asked, await response.clone().json());
    return response;
  });
}

async function send(response: Response, res: ServerResponse): Promise<void> {
  res.statusCode = response.status;
  for (const [name, value] of response.headers) if (name !== "set-cookie") res.setHeader(name, value);
  res.setHeader("cache-control", "no-store");
  for (const cookie of response.headers.getSetCookie()) res.appendHeader("set-cookie", cookie);
  res.end(Buffer.from(await response.arrayBuffer()));
}
