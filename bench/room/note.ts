import { AddNote, DeclareIncident } from "#lib/contracts/incident-commands.ts";
import { declareIncident } from "#server/incidents/index.ts";
import { addNote } from "#server/notes/index.ts";
import { databaseUrl } from "#server/platform/env.ts";
import { alternate, load, type Rates, summary } from "../frame/load.ts";
import type { Goal, Measure, Row } from "../frame/measure.ts";
import { signIn } from "../frame/people.ts";
import { plainInserts } from "../frame/plain-rows.ts";

const INCIDENTS = 200;

export const note: Measure = {
  name: "note",
  target: "≥ 25 % of the single-row insert rate on different incidents; ≥ 400/s on one incident",
  async run() {
    const { spread, together } = await prepare();
    const rows: Row[] = [];
    for (const atOnce of [1, 10, 32]) {
      const insert = await plainInserts(atOnce);
      const measured = await alternate({
        insert: () => load(insert, atOnce),
        many: () => load(spread, atOnce),
        one: () => load(together, atOnce),
      });
      const inserted = summary(measured.insert);
      rows.push(...rowsOf(`${atOnce} at once on ${INCIDENTS} incidents`, summary(measured.many), inserted, { of: "ratio", atLeast: 0.25 }));
      rows.push(...rowsOf(`${atOnce} at once on one incident`, summary(measured.one), inserted, { of: "value", atLeast: 400 }));
    }
    return { rows };
  },
};

async function prepare() {
  const people = await signIn(databaseUrl(), 20);
  const ctxOf = (turn: number) => {
    const person = people[turn % people.length];
    if (!person) throw new Error("Nobody is there to write.");
    return person.ctx;
  };
  const declared = await Promise.all(
    Array.from({ length: INCIDENTS }, (_, turn) =>
      declareIncident(ctxOf(turn), DeclareIncident.parse({ title: `Incident ${turn}`, severity: "SEV3" })),
    ),
  );
  const add = (reference: string | undefined, turn: number) =>
    addNote(ctxOf(turn), AddNote.parse({ reference, text: `The pool is at ${turn} of 200 connections; looking at the replica now.` }));
  return {
    spread: (turn: number) => add(declared[turn % INCIDENTS]?.reference, turn),
    together: (turn: number) => add(declared[0]?.reference, turn),
  };
}

function rowsOf(what: string, noted: Rates, inserted: Rates, goal: Goal): Row[] {
  return [
    { what, value: noted.rate, unit: "/s", spread: noted.spread, runs: noted.runs, beside: { what: "insert", value: inserted.rate }, goal },
    { what: `${what}, p99`, value: noted.p99, unit: "ms", runs: noted.runs, beside: { what: "insert", value: inserted.p99 } },
  ];
}
