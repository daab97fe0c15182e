import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { Bundle } from "./bundle.ts";
import type { Shelf } from "./folder.ts";

const STYLE =
  ":root{color-scheme:light dark}body{font:400 16px/1.6 system-ui,sans-serif;max-width:640px;margin:15vh auto;padding:0 20px}h1{font-size:20px}li{margin:6px 0}";
const POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** A short answer in words, with the way to the page where there is one. */
export function plain(res: ServerResponse, status: number, words: string, bundle?: Bundle): void {
  send(res, status, words, `<p>${words}</p>${bundle ? `<p><a href="${hrefOf(res, bundle.slug)}">${escaped(bundle.name)}</a></p>` : ""}`);
}

/** The public pages by name. */
export function indexPage(res: ServerResponse, { pages }: Shelf): void {
  const listed = [...pages.values()].filter(({ isListed }) => isListed).sort((a, b) => a.name.localeCompare(b.name));
  const items = listed.map(({ slug, name }) => `<li><a href="${hrefOf(res, slug)}">${escaped(name)}</a></li>`).join("");
  send(res, 200, "Status pages", `<h1>Status pages</h1>${items ? `<ul>${items}</ul>` : "<p>There is none yet.</p>"}`);
}

function send(res: ServerResponse, status: number, title: string, body: string): void {
  res.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": POLICY,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  res.end(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(title)}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`,
  );
}

/** To the page from wherever this is: under the console its address begins with /status. */
function hrefOf(res: ServerResponse, slug: string): string {
  return `${res.req.url?.startsWith("/status/") ? "/status" : ""}/${slug}`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
