import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { type Access, type Bundle, nameOfBytes, type Resource } from "#server/status-server/index.ts";
import { policyOf } from "./render/document.ts";
import { atomFeed, rssFeed } from "./render/feeds.ts";
import { endingPages, formPages, lockPages } from "./render/forms.ts";
import { badgeSvg, statusJson } from "./render/machine.ts";
import type { ShownPage } from "./render/model.ts";
import { historyHtml, incidentHtml, monthHtml, monthsOf, pageHtml } from "./render/page.ts";

const pack = { gzip: promisify(gzip), brotli: promisify(brotliCompress) };
const HTML = "text/html; charset=utf-8";
/** Nothing smaller gets any smaller. */
const LEAST_BYTES = 200;

export type Draft = { path: string; type: string; body: string | Buffer; access?: Access; cache?: string };
/** What is not for everybody: pages by link, and the page for people of the console. Drafts that the caller made. */
export type BundleInput = {
  page: ShownPage;
  logo: string | null;
  version: number;
  password: string | null;
  key: string;
  more: readonly Draft[];
  before: Bundle | undefined;
};

/** Everything that is served of a page, compressed. What did not change since `before` is taken over as it is. */
export async function bundleOf({ page, logo, version, password, key, more, before }: BundleInput): Promise<Bundle> {
  const { settings, slug, now } = page;
  const isClosed = settings.audience === "password";
  const ending = endingPages(page).map(({ path, body }): Draft => ({ path, type: HTML, body, access: "open" }));
  const drafts = [...draftsOf(page, logo), ...ending, ...more].map((draft): Draft => ({ access: isClosed ? "password" : "open", ...draft }));
  if (isClosed) drafts.push(...lockPages(page).map(({ path, body }): Draft => ({ path, type: HTML, body, access: "open" })));
  const policy = policyOf(settings.accent);
  const resources = await Promise.all(drafts.map(async (draft) => [draft.path, await resourceOf(draft, policy, before)] as const));
  return {
    slug,
    name: settings.name,
    version,
    renderedAt: now,
    isListed: settings.audience === "public",
    password: isClosed ? password : null,
    key: isClosed ? key : "",
    resources: new Map(resources),
  };
}

function draftsOf(page: ShownPage, logo: string | null): Draft[] {
  const html = (path: string, body: string): Draft => ({ path, type: HTML, body });
  const months = monthsOf(page);
  return [
    html("", pageHtml(page)),
    html("history", historyHtml(page)),
    ...months.map((month) => html(`history/${month.key}`, monthHtml(page, month))),
    ...[...page.open, ...page.past].map((one) => html(`incidents/${one.id}`, incidentHtml(page, one))),
    ...formPages(page).map(({ path, body }) => html(path, body)),
    { path: "feed.atom", type: "application/atom+xml; charset=utf-8", body: atomFeed(page) },
    { path: "feed.rss", type: "application/rss+xml; charset=utf-8", body: rssFeed(page) },
    { path: "status.json", type: "application/json; charset=utf-8", body: statusJson(page) },
    { path: "badge.svg", type: "image/svg+xml", body: badgeSvg(page) },
    ...(logo ? [logoDraft(logo)] : []),
  ];
}

function logoDraft(logo: string): Draft {
  const [, type = "image/png", base64 = ""] = /^data:([^;]+);base64,(.*)$/.exec(logo) ?? [];
  return { path: "logo", type, body: Buffer.from(base64, "base64"), cache: "public, max-age=300" };
}

async function resourceOf({ path, type, body, access = "open", cache }: Draft, policy: string, before: Bundle | undefined): Promise<Resource> {
  const identity = Buffer.from(body);
  const etag = nameOfBytes(identity);
  const isText = !/^image\/(?!svg)/.test(type);
  const headers = headersOf(type, access, policy, cache, isSecret(path));
  const kept = before?.resources.get(path);
  if (kept?.etag === etag) return { ...kept, type, headers, access };
  if (!isText || identity.length < LEAST_BYTES) return { type, headers, access, etag, identity, gzip: null, brotli: null };
  const [small, smaller] = await Promise.all([
    pack.gzip(identity, { level: 9 }),
    pack.brotli(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: identity.length } }),
  ]);
  return { type, headers, access, etag, identity, gzip: small, brotli: smaller };
}

function isSecret(path: string): boolean {
  return /^(s|me|confirm|unsubscribe)(\/|$)/.test(path);
}

/** Readers ask again each time and mostly get 304; a cache between may answer for some seconds, and for long when nothing answers it. */
function headersOf(type: string, access: Access, policy: string, cache: string | undefined, isPrivate: boolean): Record<string, string> {
  const isOpen = access === "open" && !isPrivate;
  return {
    "cache-control": cache ?? (isOpen ? "public, max-age=0, s-maxage=5, stale-while-revalidate=30, stale-if-error=86400" : "private, no-cache"),
    "content-security-policy": type.startsWith("text/html") ? policy : "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "x-content-type-options": "nosniff",
    "referrer-policy": isPrivate ? "no-referrer" : "strict-origin-when-cross-origin",
    ...(type.startsWith("text/html") ? { "x-frame-options": "DENY", "cross-origin-opener-policy": "same-origin" } : {}),
    ...(isOpen && !type.startsWith("text/html") ? { "access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin" } : {}),
  };
}
