import { UnavailableError } from "#server/platform/errors.ts";
import { gather, type Outcome } from "#server/platform/gather.ts";
import { log } from "#server/platform/log.ts";
import { isUnreachable } from "#server/platform/unreachable.ts";
import { intakePool } from "./pool.ts";

/** What is to be kept. `id`: the same for the same message. `windowSeconds`: within which the same is a repeat; null: always. */
export type Incoming = {
  id: string;
  integrationId: string;
  windowSeconds: number | null;
  subject: string;
  contentType: string;
  urgency: number;
  body: Buffer;
};

export type Taken = { id: string; isRepeat: boolean };

const MOST_AT_ONCE = 400;
const MOST_WAITING = 4_000;
const MOST_WAITING_BYTES = 96 * 1024 * 1024;
const TOLD_EVERY_MS = 50;

let waiting = 0;
let waitingBytes = 0;

/** Keeps a message; committed when it answers. @throws UnavailableError when there is too much at once, or no database: send it again. */
export async function keepMessage(incoming: Incoming): Promise<Taken> {
  if (waiting >= MOST_WAITING || waitingBytes + incoming.body.length > MOST_WAITING_BYTES)
    throw new UnavailableError("More is coming in than can be stored. Nothing of this was kept; send it again.", "unavailable", 2);
  waiting += 1;
  waitingBytes += incoming.body.length;
  try {
    return await keepTogether(incoming);
  } finally {
    waiting -= 1;
    waitingBytes -= incoming.body.length;
  }
}

const keepTogether = gather<Incoming, Taken>(keepAll, { most: MOST_AT_ONCE, lanes: 2 });

/** A database that is away fails all of them at once; anything else that goes wrong lets each be tried alone. */
async function keepAll(incoming: Incoming[]): Promise<Outcome<Taken>[]> {
  try {
    return await storeAll(incoming);
  } catch (error) {
    if (!isUnreachable(error) && incoming.length > 1) throw error;
    if (!isUnreachable(error)) log.error({ error: String(error) }, "A signal could not be stored; its sender is asked to send it again.");
    const refused = new UnavailableError("The database cannot be reached. Nothing was kept; send it again.", "unavailable", 3);
    return incoming.map(() => ({ error: refused }));
  }
}

type Given = Incoming & { repeats: number };
type Row = { id: string; is_new: boolean };

/** All of them in one statement. In an order, so that two such statements cannot wait for each other. */
async function storeAll(incoming: Incoming[]): Promise<Outcome<Taken>[]> {
  const given = new Map<string, Given>();
  const isFirst = incoming.map((one) => {
    const same = given.get(one.id);
    if (same) same.repeats += 1;
    else given.set(one.id, { ...one, repeats: 0 });
    return !same;
  });
  const rows = [...given.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const { rows: stored } = await intakePool().query<Row>({ name: "intake-keep", text: KEEP, values: valuesOf(rows) });
  const isNew = new Map(stored.map((row) => [row.id, row.is_new]));
  if (stored.some((row) => row.is_new)) tellWorkers();
  return incoming.map(({ id }, index) => ({ value: { id, isRepeat: !(isNew.get(id) && isFirst[index]) } }));
}

/** Bodies travel as one run of bytes: a list of them would be sent as hexadecimal text. */
function valuesOf(rows: Given[]): unknown[] {
  const column = <K extends keyof Given>(name: K) => rows.map((row) => row[name]);
  let at = 1;
  const starts = rows.map(({ body }) => {
    const start = at;
    at += body.length;
    return start;
  });
  return [
    Buffer.concat(rows.map(({ body }) => body)),
    starts,
    rows.map(({ body }) => body.length),
    column("id"),
    column("integrationId"),
    column("windowSeconds"),
    column("subject"),
    column("contentType"),
    column("urgency"),
    column("repeats"),
  ];
}

const AGAIN = "e.window_seconds IS NOT NULL AND e.round_at < excluded.round_at - make_interval(secs => e.window_seconds)";
const KEEP = `
  INSERT INTO intake_event AS e (id, integration_id, window_seconds, subject, content_type, urgency, repeats, body, due_at, received_at, last_at, round_at)
  SELECT g.id, g.integration_id, g.window_seconds, g.subject, g.content_type, g.urgency, g.repeats,
    substring($1::bytea FROM g.start FOR g.length), now.at, now.at, now.at, now.at
  FROM (SELECT muster_now() AS at) now,
    unnest($2::int[], $3::int[], $4::uuid[], $5::uuid[], $6::int[], $7::text[], $8::text[], $9::smallint[], $10::int[])
      AS g (start, length, id, integration_id, window_seconds, subject, content_type, urgency, repeats)
  ON CONFLICT (id) DO UPDATE SET
    repeats = e.repeats + 1 + excluded.repeats,
    last_at = excluded.last_at,
    round = e.round + CASE WHEN ${AGAIN} THEN 1 ELSE 0 END,
    round_at = CASE WHEN ${AGAIN} THEN excluded.round_at ELSE e.round_at END,
    state = CASE WHEN ${AGAIN} THEN 'waiting' ELSE e.state END,
    due_at = CASE WHEN ${AGAIN} THEN excluded.due_at ELSE e.due_at END
  RETURNING id, (xmax = 0 OR (round > 1 AND round_at = last_at)) AS is_new`;

let isTelling = false;

/** Wakes the workers, at most every so often; they look by themselves too. */
function tellWorkers(): void {
  if (isTelling) return;
  isTelling = true;
  setTimeout(() => {
    isTelling = false;
    intakePool()
      .query("SELECT pg_notify('muster', 'intake all')")
      .catch(() => undefined);
  }, TOLD_EVERY_MS).unref();
}
