import { takesSubscribers } from "#lib/contracts/status/page.ts";
import { type Transaction, transaction } from "#server/platform/db.ts";
import type { PageSource } from "../shown/page.ts";
import { type News, newsOf } from "./news-of.ts";

/** What is older than this is no news any more: it is noted as told, and nobody is sent it. */
const FRESH_MINUTES = 60;

/**
 * Stores a message for each subscriber of what is new on a page: once, however often and by however many it is done. What waits to be sent and is
 * no longer on the page is not sent. Answers with how many messages were stored.
 */
export async function planNews(source: PageSource): Promise<number> {
  const { page, now } = source;
  const all = newsOf(source);
  return transaction(async (tx) => {
    const keys = all.map(({ key }) => key);
    await tx.$executeRaw`
      UPDATE status_delivery SET state = 'cancelled', settled_at = muster_now(), error = 'It is no longer on the page.'
      WHERE page_id = ${page.id}::uuid AND state = 'waiting' AND news NOT LIKE 'confirm:%' AND NOT news = ANY(${keys}::text[])`;
    if (keys.length === 0) return 0;
    const added = await tx.$queryRaw<{ news: string }[]>`
      INSERT INTO status_news (page_id, news, created_at) SELECT ${page.id}::uuid, key, muster_now() FROM unnest(${keys}::text[]) key
      ON CONFLICT DO NOTHING RETURNING news`;
    const fresh = new Date(Date.parse(now) - FRESH_MINUTES * 60_000).toISOString();
    const isNew = new Set(added.map(({ news }) => news));
    let stored = 0;
    const told = all.filter((news) => isNew.has(news.key) && news.at >= fresh).sort((a, b) => a.at.localeCompare(b.at));
    for (const [index, news] of told.entries()) stored += await store(tx, source, news, index);
    return stored;
  });
}

/** `index`: its place among what is stored together, by which one recipient gets them. */
async function store(tx: Transaction, { page }: PageSource, news: News, index: number): Promise<number> {
  const content = JSON.stringify(news.content);
  const people = takesSubscribers(page.settings)
    ? await tx.$executeRaw`
      INSERT INTO status_delivery (id, page_id, subscriber_id, recipient, news, content, state, due_at, created_at)
      SELECT gen_random_uuid(), s.page_id, s.id, s.id::text, ${news.key}, ${content}::jsonb, 'waiting', muster_now(),
        muster_now() + make_interval(secs => ${index}::float8 / 1000)
      FROM status_subscriber s
      WHERE s.page_id = ${page.id}::uuid AND s.confirmed_at IS NOT NULL AND s.ended_at IS NULL
        AND (s.components = '{}' OR ${news.about}::uuid[] = '{}' OR s.components && ${news.about}::uuid[])
        AND (${news.follows}::text[] = '{}' OR EXISTS (SELECT FROM status_delivery d
          WHERE d.recipient = s.id::text AND d.news = ANY(${news.follows}::text[]) AND d.state IN ('sending', 'sent')))
      ON CONFLICT DO NOTHING`
    : 0;
  const channels = await tx.$executeRaw`
    INSERT INTO status_delivery (id, page_id, connection_id, recipient, news, content, state, due_at, created_at)
    SELECT gen_random_uuid(), ${page.id}::uuid, c, c::text, ${news.key}, ${content}::jsonb, 'waiting', muster_now(),
      muster_now() + make_interval(secs => ${index}::float8 / 1000)
    FROM unnest(${page.settings.slack}::uuid[]) c
    WHERE ${news.follows}::text[] = '{}' OR EXISTS (SELECT FROM status_delivery d
      WHERE d.recipient = c::text AND d.news = ANY(${news.follows}::text[]) AND d.state IN ('sending', 'sent'))
    ON CONFLICT DO NOTHING`;
  return people + channels;
}
