import { createHmac, randomBytes } from "node:crypto";
import pg from "pg";
import { type Ctx, personCtx } from "#server/platform/ctx.ts";
import { newId } from "#server/platform/id.ts";

export type SomebodySignedIn = { id: string; name: string; ctx: Ctx; cookie: string };

/** What signs the cookies of consoles that a measure starts. */
export const SECRET = "a secret for measurements only, not for anything else";

/** Stores people with a session each. */
export async function signIn(url: string, count: number, role: "admin" | "responder" = "responder"): Promise<SomebodySignedIn[]> {
  const people = Array.from({ length: count }, (_, index) => ({ id: newId(), token: randomBytes(24).toString("base64url"), index }));
  const ids = people.map(({ id }) => id);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(
      `INSERT INTO "user" (id, name, email, handle, role, updated_at)
       SELECT id, 'Person ' || n, id || '@example.com', 'p-' || id, $2, now() FROM unnest($1::uuid[]) WITH ORDINALITY AS p (id, n)`,
      [ids, role],
    );
    await client.query(
      `INSERT INTO session (id, token, user_id, expires_at, updated_at)
       SELECT id, token, user_id, now() + interval '30 days', now() FROM unnest($1::uuid[], $2::text[], $3::uuid[]) AS s (id, token, user_id)`,
      [people.map(() => newId()), people.map(({ token }) => token), ids],
    );
  } finally {
    await client.end();
  }
  return people.map(({ id, token, index }) => {
    const person = { id, name: `Person ${index + 1}`, handle: `p-${id}`, email: `${id}@example.com`, role };
    return { id, name: person.name, ctx: personCtx(person), cookie: cookieOf(token) };
  });
}

/** A session for the person who commanded most incidents: the one whose own board is fullest. */
export async function signInAsBusiest(url: string): Promise<{ id: string; cookie: string }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>("SELECT commander_id AS id FROM incident GROUP BY 1 ORDER BY count(*) DESC LIMIT 1");
    const [busiest] = rows;
    if (!busiest) throw new Error("Nobody commands anything here.");
    const token = randomBytes(24).toString("base64url");
    await client.query("INSERT INTO session (id, token, user_id, expires_at, updated_at) VALUES ($1, $2, $3, now() + interval '30 days', now())", [
      newId(),
      token,
      busiest.id,
    ]);
    return { id: busiest.id, cookie: cookieOf(token) };
  } finally {
    await client.end();
  }
}

function cookieOf(token: string): string {
  const signature = createHmac("sha256", SECRET).update(token).digest("base64");
  return `muster.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
}
