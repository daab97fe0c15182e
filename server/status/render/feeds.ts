import { escapeText } from "./html.ts";
import type { ShownPage, ShownUpdate } from "./model.ts";
import { timesOf } from "./times.ts";
import { fill } from "./words.ts";

const MOST = 50;

type Entry = { id: string; title: string; url: string; at: string; updatedAt: string; text: string };

/** Every update and every maintenance as one entry, newest first. */
function entriesOf(page: ShownPage): Entry[] {
  const { words, moment } = timesOf(page);
  const updates = [...page.open, ...page.past].flatMap(({ id, title, updates }) =>
    updates.map((update) => ({
      id: `urn:uuid:${update.id}`,
      title: `${words.statuses[update.status]}: ${title}`,
      url: `${page.url}/incidents/${id}`,
      at: update.at,
      updatedAt: update.retracted?.at ?? update.corrections.at(-1)?.at ?? update.at,
      text: textOf(update, words.retracted),
    })),
  );
  const maintenance = page.maintenance.map(({ id, title, text, startsAt, endsAt, components, state }) => ({
    id: `urn:uuid:${id}`,
    title: `${state === "cancelled" ? words.cancelled : words.planned}: ${title}`,
    url: page.url,
    at: startsAt,
    updatedAt: state === "ended" ? endsAt : startsAt < page.now ? startsAt : page.now,
    text: `${moment(startsAt)} – ${moment(endsAt)}\n${fill(words.affected, { components: components.join(", ") })}\n\n${text}`,
  }));
  return [...updates, ...maintenance].sort((a, b) => b.updatedAt.localeCompare(a.updatedAt)).slice(0, MOST);
}

function textOf({ text, workaround, retracted }: ShownUpdate, words: string): string {
  if (retracted) return fill(words, { time: retracted.at, reason: retracted.reason });
  return workaround ? `${text}\n\n${workaround}` : text;
}

/** Characters that XML 1.0 cannot hold are left out. */
function xml(text: string): string {
  return escapeText(text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, ""));
}

/** Atom (RFC 4287). */
export function atomFeed(page: ShownPage): string {
  const entries = entriesOf(page);
  const updated =
    entries
      .map(({ updatedAt }) => updatedAt)
      .sort()
      .at(-1) ?? page.now;
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${page.settings.language}"><title>${xml(page.settings.name)}</title><id>${xml(page.url)}</id><updated>${updated}</updated>
<link rel="self" type="application/atom+xml" href="${xml(page.url)}/feed.atom"/><link rel="alternate" type="text/html" href="${xml(page.url)}"/><author><name>${xml(page.settings.name)}</name></author>
${entries.map((entry) => `<entry><id>${entry.id}</id><title>${xml(entry.title)}</title><link rel="alternate" href="${xml(entry.url)}"/><published>${entry.at}</published><updated>${entry.updatedAt}</updated><content type="text">${xml(entry.text)}</content></entry>`).join("\n")}
</feed>
`;
}

/** RSS 2.0. */
export function rssFeed(page: ShownPage): string {
  const date = (at: string) => new Date(at).toUTCString();
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>${xml(page.settings.name)}</title><link>${xml(page.url)}</link><description>${xml(page.settings.description || page.settings.name)}</description><language>${page.settings.language}</language>
<atom:link rel="self" type="application/rss+xml" href="${xml(page.url)}/feed.rss"/>
${entriesOf(page)
  .map(
    (entry) =>
      `<item><guid isPermaLink="false">${entry.id}</guid><title>${xml(entry.title)}</title><link>${xml(entry.url)}</link><pubDate>${date(entry.updatedAt)}</pubDate><description>${xml(entry.text)}</description></item>`,
  )
  .join("\n")}
</channel></rss>
`;
}
