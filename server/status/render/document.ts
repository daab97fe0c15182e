import { createHash } from "node:crypto";
import { compact, Html, html, type Part } from "./html.ts";
import type { ShownPage } from "./model.ts";
import { instant } from "./pieces.ts";
import { styleOf } from "./style.ts";
import { timesOf } from "./times.ts";
import { fill } from "./words.ts";

/** Where the server puts how old a page is, when nobody has written it anew for long. */
export const AGE_MARK = "<!--age-->";

type Frame = { page: ShownPage; title: string; body: Part; depth: number; isPrivate?: boolean; isBare?: boolean };

/**
 * A whole page. `depth`: how many levels it lies below the page's own address; links are relative, so that the same bytes serve under any.
 * Nothing in it needs a script.
 */
export function documentOf({ page, title, body, depth, isPrivate = false, isBare = false }: Frame): string {
  const { settings, hasLogo, slug } = page;
  const times = timesOf(page);
  const link = linksOf(slug, depth);
  const isRtl = settings.language === "ar";
  const name = hasLogo && !isBare ? html`<img src="${link("logo")}" alt="${settings.name}">` : html`<span dir="auto">${settings.name}</span>`;
  const document = html`<!doctype html><html lang="${settings.language}" dir="${isRtl ? "rtl" : "ltr"}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title>
${settings.description && html`<meta name="description" content="${settings.description}">`}${(isPrivate || settings.audience !== "public") && html`<meta name="robots" content="noindex">`}
${!isBare && html`<link rel="alternate" type="application/atom+xml" href="${link("feed.atom")}">`}<style>${new Html(styleOf(settings.accent))}</style></head>
<body><div class="w">${new Html(AGE_MARK)}<header>${isBare ? html`<span class="n">${name}</span>` : html`<a class="n" href="${link("")}">${name}</a>`}${settings.canSubscribe && html`<a class="b" href="${link("subscribe")}">${times.words.subscribe}</a>`}</header>
${settings.isPractice && html`<p class="old">${times.words.practice}</p>`}<main>${body}</main>
${isBare ? null : footerOf(page, depth)}</div></body></html>`;
  return compact(document.text);
}

/** `As of` stands on the page itself alone: the others are not written anew only because time went by. */
function footerOf(page: ShownPage, depth: number): Html {
  const { settings, promises } = page;
  const { words } = timesOf(page);
  const link = linksOf(page.slug, depth);
  return html`<footer>${depth === 0 && html`<span>${asOf(page)}</span>`}${promises.due > 0 && html`<span>${fill(words.onTime, promises)}</span>`}
<a href="${link("history")}">${words.allHistory}</a><a href="${link("feed.atom")}">Atom</a><a href="${link("feed.rss")}">RSS</a><a href="${link("status.json")}">JSON</a>
${settings.homeUrl && html`<a href="${settings.homeUrl}">${new URL(settings.homeUrl).host}</a>`}${settings.footer && html`<p dir="auto">${settings.footer}</p>`}</footer>`;
}

/** Addresses relative to a page `depth` levels below the page's own, which has no slash at its end. */
export function linksOf(slug: string, depth: number): (path: string) => string {
  const up = depth === 0 ? "" : "../".repeat(depth);
  return (path) => `${up}${slug}${path ? `/${path}` : ""}`;
}

/** The policy of a page: its own style, its own logo, forms to itself, and nothing else. */
export function policyOf(accent: string): string {
  const hash = createHash("sha256").update(styleOf(accent)).digest("base64");
  return `default-src 'none'; style-src 'sha256-${hash}'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
}

function asOf(page: ShownPage): Html {
  const times = timesOf(page);
  const [before = "", after = ""] = times.words.asOf.split("{time}");
  return html`${before}${instant(page.now, times)}${after}`;
}
