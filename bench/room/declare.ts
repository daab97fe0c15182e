import { DeclareIncident } from "#lib/contracts/incident-commands.ts";
import { declareIncident } from "#server/incidents/index.ts";
import { databaseUrl } from "#server/platform/env.ts";
import { alternate, load, summary } from "../frame/load.ts";
import type { Measure, Row } from "../frame/measure.ts";
import { signIn } from "../frame/people.ts";
import { plainInserts } from "../frame/plain-rows.ts";

export const declare: Measure = {
  name: "declare",
  target: "≥ 10 % of the single-row insert rate at the same concurrency; p99 ≤ 60 ms at 10",
  async run() {
    const people = await signIn(databaseUrl(), 20);
    const one = (turn: number): Promise<unknown> => {
      const person = people[turn % people.length];
      if (!person) throw new Error("Nobody is there to declare.");
      const input = { title: `Checkout fails in zone ${turn}`, severity: "SEV2" as const, summary: "Payments time out since the last deploy." };
      return declareIncident(person.ctx, DeclareIncident.parse(input));
    };
    const rows: Row[] = [];
    for (const atOnce of [1, 10, 32]) {
      const insert = await plainInserts(atOnce);
      const measured = await alternate({ insert: () => load(insert, atOnce), declare: () => load(one, atOnce) });
      const [inserted, declared] = [summary(measured.insert), summary(measured.declare)];
      rows.push({
        what: `${atOnce} at once`,
        value: declared.rate,
        unit: "/s",
        spread: declared.spread,
        runs: declared.runs,
        beside: { what: "insert", value: inserted.rate },
        goal: { of: "ratio", atLeast: 0.1 },
      });
      rows.push({
        what: `${atOnce} at once, p50`,
        value: declared.p50,
        unit: "ms",
        runs: declared.runs,
        beside: { what: "insert", value: inserted.p50 },
      });
      rows.push({
        what: `${atOnce} at once, p99`,
        value: declared.p99,
        unit: "ms",
        runs: declared.runs,
        beside: { what: "insert", value: inserted.p99 },
        ...(atOnce === 10 ? { goal: { of: "value", atMost: 60 } } : {}),
      });
    }
    return { rows };
  },
};
