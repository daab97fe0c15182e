import type { IncomingMessage, ServerResponse } from "node:http";
import { sessionOf } from "#server/auth/index.ts";
import { keyOf } from "#server/keys/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import { anonymousCtx, type Ctx, personCtx } from "#server/platform/ctx.ts";
import { InvalidError, NotFoundError } from "#server/platform/errors.ts";
import { addressOf } from "./address.ts";
import { requireSameOrigin } from "./origin.ts";
import { sendProblem } from "./respond.ts";
import { matchRoute } from "./routes.ts";
import { receiveSignal, signalPlace } from "./signals.ts";

/** Serves everything under /api: finds the route, the person, checks origin and permission, and answers refusals as problems. */
export async function handleApi(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const place = signalPlace(req);
  if (place) return receiveSignal(req, res, place);
  try {
    const url = new URL(req.url ?? "/", "http://localhost");
    const found = matchRoute(req.method ?? "GET", url.pathname);
    if (!found) throw new NotFoundError(`There is nothing at ${req.method} ${url.pathname.slice(0, 200)}. See the documentation of the API.`);
    const { route, params } = found;
    if (!bearerOf(req)) requireSameOrigin(req);
    const ctx = route.permission === "public" ? anonymousCtx(addressOf(req)) : await ctxOf(req, res);
    if (route.permission !== "public" && route.permission !== "procedure") authorize(ctx, route.permission);
    await route.handle({ req, res, ctx, url, params });
  } catch (error) {
    sendProblem(res, error);
  }
}

/** Who asks: by an API key, else from the session cookie, which is renewed with the answer now and then. */
export async function ctxOf(req: IncomingMessage, res: ServerResponse): Promise<Ctx> {
  const token = bearerOf(req);
  if (token) return { ...(await keyOf(token, addressOf(req))), requestKey: requestKeyOf(req) };
  const headers = new Headers();
  if (req.headers.cookie) headers.set("cookie", req.headers.cookie);
  const session = await sessionOf(headers, { renew: true });
  if (session?.renewal) res.appendHeader("set-cookie", session.renewal);
  const address = addressOf(req);
  if (!session) return anonymousCtx(address);
  return { ...personCtx(session.person, { sessionId: session.sessionId, address }), requestKey: requestKeyOf(req) };
}

/** The API key of `Authorization: Bearer …`; a request that has one counts by it alone, whatever cookies come along. */
function bearerOf(req: IncomingMessage): string | null {
  return /^Bearer +(\S+) *$/i.exec(req.headers.authorization ?? "")?.[1] ?? null;
}

/** `Idempotency-Key`: up to 200 printable characters, chosen by the sender. */
function requestKeyOf(req: IncomingMessage): string | undefined {
  const key = req.headers["idempotency-key"];
  if (key === undefined) return undefined;
  if (typeof key === "string" && /^[\x21-\x7e]{8,200}$/.test(key)) return key;
  throw new InvalidError("Idempotency-Key has to have 8 to 200 printable characters without spaces.");
}
