import { describe, expect, test } from "vitest";
import type { PastIncident } from "./bundle.ts";
import { type Known, similarTo } from "./similar.ts";

const incident = {
  title: "ledger-svc answers 500: connection pool exhausted",
  startedAt: null,
  detectedAt: null,
  endedAt: null,
  window: null,
  symptoms: [],
  namespace: null,
};
const known: Known = {
  services: ["ledger-svc", "roster-svc"],
  signature: "pool-exhausted",
  cause: "A deploy stopped closing rows, so that the connection pool ran out.",
  templates: [],
  changes: [],
};

const past: PastIncident[] = [
  {
    reference: "INC-1",
    title: "Certificate of the edge expired",
    services: ["beacon-edge"],
    cause: "Nobody renewed the certificate.",
    signature: "expired",
  },
  {
    reference: "INC-2",
    title: "ledger-svc out of connections",
    services: ["ledger-svc"],
    cause: "The connection pool was exhausted by rows that were not closed.",
    signature: "pool-exhausted",
  },
  { reference: "INC-3", title: "Slow search after a new index", services: ["search"], cause: "The index was built at noon.", signature: null },
  { reference: "INC-4", title: "roster-svc restarted", services: ["roster-svc"], cause: "It was out of memory.", signature: "out-of-memory" },
];

describe("similarTo", () => {
  test("puts the incident of the same service, family and words first and says why", () => {
    const [first] = similarTo({ incident, past }, known);
    expect(first).toMatchObject({ reference: "INC-2", why: expect.stringContaining("both are of the family pool exhausted") });
    expect(first?.why).toMatch(/^Both struck ledger-svc/);
    expect(first?.score).toBeGreaterThan(0.6);
  });

  test("leaves out what has nothing in common", () => {
    expect(similarTo({ incident, past }, known).map(({ reference }) => reference)).not.toContain("INC-1");
    expect(similarTo({ incident, past }, known).map(({ reference }) => reference)).not.toContain("INC-3");
  });

  test("knows a service by other separators", () => {
    const other = [{ ...past[1], services: ["ledger_svc"] } as PastIncident];
    expect(similarTo({ incident, past: other }, known)[0]?.why).toContain("ledger_svc");
  });

  test("has nothing to say without a past", () => {
    expect(similarTo({ incident, past: [] }, known)).toEqual([]);
  });

  test("does not depend on the order of the past", () => {
    expect(similarTo({ incident, past: past.toReversed() }, known)).toEqual(similarTo({ incident, past }, known));
  });
});
