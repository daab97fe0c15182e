import { databaseUrl } from "#server/platform/env.ts";
import { type Console, startConsole } from "../frame/console.ts";
import { command } from "../frame/http.ts";
import { alternate, load, summary, type Work } from "../frame/load.ts";
import type { Measure, Row } from "../frame/measure.ts";
import { signIn } from "../frame/people.ts";
import { plainInserts } from "../frame/plain-rows.ts";

const INCIDENTS = 200;

/** The same commands as a browser sends them: session, parsing, answer, and the worker doing what follows. */
export const overHttp: Measure = {
  name: "over-http",
  target: "declare ≥ 10 % of the insert rate, p99 ≤ 60 ms at 10; note ≥ 25 %, ≥ 400/s on one incident; through the web process",
  async run() {
    const console = await startConsole(databaseUrl());
    try {
      return { rows: await measureAll(console) };
    } finally {
      await console.stop();
    }
  },
};

async function measureAll(console: Console): Promise<Row[]> {
  const { declare, spread, together } = await prepare(console);
  const rows: Row[] = [];
  for (const atOnce of [1, 10, 32]) {
    const insert = await plainInserts(atOnce);
    const measured = await alternate({
      insert: () => load(insert, atOnce),
      declare: () => load(declare, atOnce),
      many: () => load(spread, atOnce),
      one: () => load(together, atOnce),
    });
    const beside = { what: "insert", value: summary(measured.insert).rate };
    const rated = (what: string, { rate, spread, runs }: ReturnType<typeof summary>, goal: Row["goal"]): Row => {
      return { what: `${what}, ${atOnce} at once`, value: rate, unit: "/s", spread, runs, beside, goal };
    };
    const [declared, many, one] = [summary(measured.declare), summary(measured.many), summary(measured.one)];
    rows.push(rated("declare", declared, { of: "ratio", atLeast: 0.1 }));
    const p99: Row = { what: `declare, ${atOnce} at once, p99`, value: declared.p99, unit: "ms", runs: declared.runs };
    rows.push(atOnce === 10 ? { ...p99, goal: { of: "value", atMost: 60 } } : p99);
    rows.push(rated(`note on ${INCIDENTS} incidents`, many, { of: "ratio", atLeast: 0.25 }));
    rows.push(rated("note on one incident", one, { of: "value", atLeast: 400 }));
  }
  return rows;
}

async function prepare({ url }: Console): Promise<{ declare: Work; spread: Work; together: Work }> {
  const people = await signIn(databaseUrl(), 20);
  const send = <T>(turn: number, name: string, input: object): Promise<T> => command<T>(url, name, people[turn % people.length]?.cookie ?? "", input);
  const declare = (turn: number) =>
    send<{ reference: string }>(turn, "incidents.declare", {
      title: `Checkout fails in zone ${turn}`,
      severity: "SEV2",
      summary: "Payments time out.",
    });
  const declared = await Promise.all(Array.from({ length: INCIDENTS }, (_, turn) => declare(turn)));
  const add = (turn: number, reference: string | undefined) =>
    send(turn, "notes.add", { reference, text: `The pool is at ${turn} of 200 connections; looking at the replica now.` });
  return { declare, spread: (turn) => add(turn, declared[turn % INCIDENTS]?.reference), together: (turn) => add(turn, declared[0]?.reference) };
}
