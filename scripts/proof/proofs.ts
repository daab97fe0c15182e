/** `project`: of the test, where it needs no database. */
export type Proof = { name: string; about: string; test: string; size: number; project?: "unit" };

/** Promises that a test holds with few cases in the suite, and with many here. */
export const PROOFS: readonly Proof[] = [
  {
    name: "hostile-model",
    about: "sequences of a hostile model: nothing done unapproved, nothing beyond the asker's rights, no secret told",
    test: "server/agents/hostile.db.test.ts",
    size: 10_000,
  },
  {
    name: "drills",
    about: "practice worlds of every scenario: what the analyst gets right, and no less than is written down",
    test: "server/drills/analyst",
    project: "unit",
    size: 40,
  },
  {
    name: "intake",
    about: "signals from five systems over three losses of the database, hostile bodies, a burst, and forged signatures: each taken once",
    test: "server/intake",
    size: 50_000,
  },
];
