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
    name: "hostile-looks",
    about: "runs of a hostile model at the connected systems: it reads only, within its connections, and learns no secret",
    test: "server/agents/rca-agent/system-tools/hostile.db.test.ts",
    size: 1_000,
  },
  {
    name: "on-call",
    about: "schedules in 52 zones: one person or a gap at each instant, as a slow reading of the rules has it",
    test: "lib/oncall",
    project: "unit",
    size: 1_000,
  },
  {
    name: "time-machine",
    about: "random policies and lives of incidents: whom the time machine foretells is whom the engine pages, in the same minute",
    test: "server/escalation/time-machine-equals-engine.db.test.ts",
    size: 1_000,
  },
  {
    name: "documents",
    about: "random writing of three editors whose server goes down: the same bytes in the end, no acknowledged character lost; 10 MB refused",
    test: "server/postmortems/convergence.db.test.ts",
    size: 1_000,
  },
  {
    name: "replay",
    about: "random lives of incidents: the room replayed from the log equals the stored state at every entry",
    test: "server/incidents/properties.db.test.ts",
    size: 1_000,
  },
  {
    name: "drills",
    about: "practice worlds of every scenario: what the analyst gets right, and no less than is written down",
    test: "server/drills/analyst",
    project: "unit",
    size: 40,
  },
  {
    name: "pager",
    about: "escalation steps under kills of four workers and crashes of the database: none lost, none doubled",
    test: "server/paging/under-fire",
    size: 10_000,
  },
  {
    name: "pager-races",
    about: "acknowledgements that race the engine: a step is fired before the answer, or never",
    test: "server/paging/faults",
    size: 5_000,
  },
  {
    name: "intake",
    about: "signals from five systems over three losses of the database, hostile bodies, a burst, and forged signatures: each taken once",
    test: "server/intake",
    size: 50_000,
  },
  {
    name: "runbooks",
    about:
      "approvals that are none: 0 used; workers killed in the middle of steps: no process left, none run again; hangs ended, 1 GB of output; hostile values word for word; a secret told nowhere",
    test: "server/runbooks/faults",
    size: 10_000,
  },
  {
    name: "status",
    about:
      "a minute with console and database gone, 1,000 readers and 200 sockets that trickle: everybody answered; published is served; nothing internal told",
    test: "server/status/under-siege",
    size: 60,
  },
];
