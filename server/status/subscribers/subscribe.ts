import { randomBytes } from "node:crypto";
import { type Transaction, transaction } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { seal } from "#server/platform/seal.ts";
import type { StoredPage } from "../stored.ts";
import type { ConfirmContent } from "./claim-due.ts";

/** So many messages that ask for confirmation go to one address within an hour, and for one page within an hour. */
const MOST_TO_ONE = 3;
const MOST_OF_PAGE = 500;

export type Wish = { kind: "email" | "webhook"; address: string; components: string[] };

/**
 * Notes that somebody wants to be told, and has them asked to confirm it. An address that is subscribed already gets the same message; what it gets
 * now stays until the confirmation. Answers whether a message was stored; nobody outside learns which.
 */
export async function subscribe(page: StoredPage, { kind, address, components }: Wish): Promise<boolean> {
  const names = new Map(page.components.filter(({ isRemoved }) => !isRemoved).map(({ id, name }) => [id, name]));
  const wanted = [...new Set(components)].filter((id) => names.has(id));
  const isForAll = components.length === 0;
  if (!isForAll && wanted.length === 0) return false;
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`status subscriber ${page.id} ${kind} ${address}`}, 0))`;
    const found = await tx.statusSubscriber.findUnique({
      where: { pageId_kind_address: { pageId: page.id, kind, address } },
      select: { id: true },
    });
    // Before anything is stored: what is beyond the limit leaves nothing behind.
    if (!(await mayAsk(tx, page.id, found?.id ?? null))) return false;
    const id = found?.id ?? (await store(tx, page.id, { kind, address }));
    await tx.$executeRaw`UPDATE status_subscriber SET wanted = ${wanted}::uuid[], asked_at = muster_now() WHERE id = ${id}::uuid`;
    await tx.$executeRaw`
      UPDATE status_delivery SET state = 'cancelled', settled_at = muster_now(), error = 'A newer one was asked for.'
      WHERE subscriber_id = ${id}::uuid AND state = 'waiting' AND news LIKE 'confirm:%'`;
    const content: ConfirmContent = { kind: "confirm", components: wanted.flatMap((one) => names.get(one) ?? []) };
    await tx.$executeRaw`
      INSERT INTO status_delivery (id, page_id, subscriber_id, recipient, news, content, state, due_at, created_at)
      VALUES (gen_random_uuid(), ${page.id}::uuid, ${id}::uuid, ${id}, ${`confirm:${newId()}`}, ${JSON.stringify(content)}::jsonb, 'waiting',
        muster_now(), muster_now())`;
    return true;
  });
}

async function store(tx: Transaction, pageId: string, { kind, address }: Pick<Wish, "kind" | "address">): Promise<string> {
  const id = newId();
  const secret = kind === "webhook" ? await seal(`whsec_${randomBytes(32).toString("base64")}`, placeOfSecret(id)) : null;
  await tx.$executeRaw`
    INSERT INTO status_subscriber (id, page_id, kind, address, components, wanted, secret, created_at, asked_at)
    VALUES (${id}::uuid, ${pageId}::uuid, ${kind}, ${address}, '{}', '{}', ${secret}, muster_now(), muster_now())`;
  return id;
}

/** `id`: null for an address that is not there yet. */
async function mayAsk(tx: Transaction, pageId: string, id: string | null): Promise<boolean> {
  const [counts] = await tx.$queryRaw<{ one: number; page: number }[]>`
    SELECT (count(*) FILTER (WHERE recipient = ${id}))::int AS one, count(*)::int AS page FROM status_delivery
    WHERE page_id = ${pageId}::uuid AND news LIKE 'confirm:%' AND created_at > muster_now() - interval '1 hour'`;
  return counts !== undefined && counts.one < MOST_TO_ONE && counts.page < MOST_OF_PAGE;
}

/** Where the secret that signs a webhook's messages is sealed. */
export function placeOfSecret(id: string) {
  return { table: "status_subscriber", column: "secret", row: id };
}
