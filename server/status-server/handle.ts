import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { sendResource, withAge } from "./answer.ts";
import type { Bundle, Resource } from "./bundle.ts";
import type { Shelf } from "./folder.ts";
import { readForm } from "./form.ts";
import { perMinute } from "./limits.ts";
import { enter, hasEntered } from "./password.ts";
import { indexPage, plain } from "./plain.ts";
import type { Handed, Tray } from "./tray.ts";

/** `base`: what stands before the slug in addresses, "" or such as "/status". `addressOf`: who asks, for limits. */
export type Serving = { shelf: Shelf; tray: Tray; base: string; addressOf: (req: IncomingMessage) => string };
export type Handle = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

const FORMS_A_MINUTE = 20;
const PASSWORDS_A_MINUTE = 10;
/** Behind these words of an address stands a secret: what is kept under its hash, or what the worker checks. */
const BY_SECRET = new Set(["s", "me"]);
const BY_TOKEN = new Set(["confirm", "unsubscribe"]);

/** Answers for the pages of a shelf. Everything comes from memory; forms go into the tray. */
export function createHandler({ shelf, tray, base, addressOf }: Serving): Handle {
  const mayHandIn = perMinute(FORMS_A_MINUTE);
  const mayTry = perMinute(PASSWORDS_A_MINUTE);

  async function get(req: IncomingMessage, res: ServerResponse, bundle: Bundle, path: string): Promise<void> {
    const key = keyOf(path);
    const resource = bundle.resources.get(key);
    if (!resource) return plain(res, 404, "There is nothing at this address.", bundle);
    if (resource.access === "password" && !hasEntered(req, bundle, Date.now())) return sendAs(res, 401, bundle.resources.get("locked"));
    sendResource(req, res, await withAge(bundle, key, resource, Date.now() - (shelf.pulse() ?? Date.now())));
  }

  async function post(req: IncomingMessage, res: ServerResponse, bundle: Bundle, path: string): Promise<void> {
    const fields = await readForm(req);
    if (fields === null) return plain(res, 413, "This is more than a form of this page holds. Nothing was sent.", bundle);
    const isShut = bundle.password !== null && !hasEntered(req, bundle, Date.now());
    if (isShut && typeof fields.password === "string") return unlock(req, res, bundle, fields.password);
    const [, token = ""] = path.split("/");
    const resource = bundle.resources.get(keyOf(path));
    if (isShut && resource?.access === "password") return sendAs(res, 401, bundle.resources.get("locked"));
    const kind = kindOf(path, resource !== undefined);
    if (!kind) return plain(res, 404, "There is no form at this address.", bundle);
    if (!mayHandIn(addressOf(req))) return plain(res, 429, "Too much was sent from here within a minute. Wait a minute, then send it again.", bundle);
    const isTaken = await tray.put({ kind, slug: bundle.slug, fields: { ...fields, ...(token ? { token } : {}) }, at: new Date().toISOString() });
    if (!isTaken) return plain(res, 503, "Too many are waiting at the moment. Nothing was sent; try again in some minutes.", bundle);
    // Mail programs follow no redirect after the POST of RFC 8058.
    if (fields["List-Unsubscribe"] === "One-Click") return sendAs(res, 200, bundle.resources.get(`thanks/${kind}`));
    seeOther(res, `${"../".repeat(path.split("/").length)}${bundle.slug}/thanks/${kind}`);
  }

  async function unlock(req: IncomingMessage, res: ServerResponse, bundle: Bundle, password: string): Promise<void> {
    if (!mayTry(addressOf(req))) return plain(res, 429, "Too many passwords were tried from here. Wait a minute, then try again.", bundle);
    const cookie = await enter(bundle, password, Date.now());
    if (cookie === "busy") return plain(res, 503, "Too many passwords are being tried. Wait some seconds, then try again.", bundle);
    if (cookie === null) return sendAs(res, 403, bundle.resources.get("locked-wrong"));
    res.setHeader("set-cookie", req.headers["x-forwarded-proto"] === "https" ? `${cookie}; Secure` : cookie);
    seeOther(res, (req.url ?? "/").split("?", 1)[0] ?? "/");
  }

  return async (req, res) => {
    const method = req.method ?? "GET";
    const pathname = (req.url ?? "/").split("?", 1)[0] ?? "/";
    const below = base && pathname.startsWith(base) ? pathname.slice(base.length) : pathname;
    const [slug = "", ...rest] = below.replace(/^\/|\/$/g, "").split("/");
    if (!slug) return isReading(method) ? indexPage(res, shelf) : plain(res, 405, "This address can only be read.");
    const bundle = shelf.pages.get(slug);
    if (!bundle) return plain(res, 404, "There is no status page at this address.");
    const path = rest.join("/");
    if (isReading(method)) return get(req, res, bundle, path);
    if (method === "POST") return post(req, res, bundle, path);
    return plain(res, 405, "This address can only be read.", bundle);
  };
}

function isReading(method: string): boolean {
  return method === "GET" || method === "HEAD";
}

/** Under which name a resource lies. Secrets are never names: their hash is. */
function keyOf(path: string): string {
  const [first = "", second] = path.split("/");
  if (second !== undefined && BY_SECRET.has(first)) return `${first}/${createHash("sha256").update(second).digest("base64url")}`;
  return second !== undefined && BY_TOKEN.has(first) ? first : path;
}

/** What a form is about; null where there is none. A token needs no resource: the worker looks at it. */
function kindOf(path: string, isThere: boolean): Handed["kind"] | null {
  const [first = ""] = path.split("/");
  if (first === "confirm" || first === "unsubscribe") return first;
  if (!isThere) return null;
  if (first === "s" || path === "stakeholders") return "ask";
  return path === "subscribe" ? "subscribe" : null;
}

function sendAs(res: ServerResponse, status: number, resource: Resource | undefined): void {
  if (!resource) {
    plain(res, status, "This page is closed.");
    return;
  }
  res.writeHead(status, { ...resource.headers, "cache-control": "no-store", "content-type": resource.type });
  res.end(resource.identity);
}

function seeOther(res: ServerResponse, location: string): void {
  res.writeHead(303, { location, "cache-control": "no-store" });
  res.end();
}
