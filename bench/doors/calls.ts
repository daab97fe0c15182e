import { CreateKey } from "#lib/contracts/key.ts";
import { createKey } from "#server/keys/index.ts";
import { closeDatabase } from "#server/platform/db.ts";
import { databaseUrl } from "#server/platform/env.ts";
import { type Console, startConsole } from "../frame/console.ts";
import { ask } from "../frame/http.ts";
import { alternate, load, type Stretch, summary, type Work } from "../frame/load.ts";
import type { Measure, Row } from "../frame/measure.ts";
import { signIn } from "../frame/people.ts";
import { plainInserts } from "../frame/plain-rows.ts";

const INCIDENTS = 200;
const ZONES = ["north", "south", "east", "west"];

/** The API as scripts use it: a key, JSON, idempotency; beside single-row inserts of the same concurrency. */
export const calls: Measure = {
  name: "calls",
  target: "calls a second and p99 of declare, note, list and search by API key",
  async run() {
    const console = await startConsole(databaseUrl());
    try {
      return { rows: await measureAll(console) };
    } finally {
      await console.stop();
      await closeDatabase();
    }
  },
};

async function measureAll(console: Console): Promise<Row[]> {
  const works = await prepare(console);
  const rows: Row[] = [];
  for (const atOnce of [1, 10]) {
    const insert = await plainInserts(atOnce);
    const runs = Object.fromEntries(Object.entries(works).map(([name, work]) => [name, () => load(work, atOnce)]));
    const measured = await alternate<string, Stretch>({ insert: () => load(insert, atOnce), ...runs });
    const beside = { what: "insert", value: summary(measured.insert ?? []).rate };
    for (const name of Object.keys(works)) {
      const { rate, spread, runs: count, p99 } = summary(measured[name] ?? []);
      rows.push({ what: `${name}, ${atOnce} at once`, value: rate, unit: "/s", spread, runs: count, beside });
      rows.push({ what: `${name}, ${atOnce} at once, p99`, value: p99, unit: "ms", runs: count });
    }
  }
  return rows;
}

async function prepare({ url }: Console): Promise<Record<string, Work>> {
  const people = await signIn(databaseUrl(), 20);
  const keys = await Promise.all(people.map(async ({ ctx }) => (await createKey(ctx, CreateKey.parse({ name: "Measure" }))).token));
  const call = async <T>(turn: number, method: "GET" | "POST", path: string, body?: object): Promise<T> => {
    const headers = { authorization: `Bearer ${keys[turn % keys.length]}` };
    const answer = await ask(`${url}/api/v1${path}`, { cookie: "", method, body, headers });
    if (answer.status >= 300) throw new Error(`${method} ${path} was answered with ${answer.status}: ${answer.body.toString().slice(0, 300)}`);
    return JSON.parse(answer.body.toString()) as T;
  };
  const declare = (turn: number) =>
    call<{ reference: string }>(turn, "POST", "/incidents", {
      title: `Checkout fails in the ${ZONES[turn % ZONES.length]} ${turn}`,
      severity: "SEV2",
    });
  const declared = await Promise.all(Array.from({ length: INCIDENTS }, (_, turn) => declare(turn)));
  const reference = (turn: number) => declared[turn % INCIDENTS]?.reference;
  return {
    declare,
    note: (turn) => call(turn, "POST", `/incidents/${reference(turn)}/notes`, { text: `The pool is at ${turn} of 200 connections.` }),
    list: (turn) => call(turn, "GET", "/incidents?limit=50"),
    read: (turn) => call(turn, "GET", `/incidents/${reference(turn)}`),
    search: (turn) => call(turn, "GET", `/incidents?status=all&q=${ZONES[turn % ZONES.length]}`),
  };
}
