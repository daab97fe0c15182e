import pg from "pg";
import { databaseUrl } from "#server/platform/env.ts";
import { type BareSse, startBareSse } from "../frame/bare-sse.ts";
import { type Console, startConsole } from "../frame/console.ts";
import { command } from "../frame/http.ts";
import { alternate } from "../frame/load.ts";
import type { Goal, Measure, Row } from "../frame/measure.ts";
import { memoryOf } from "../frame/memory.ts";
import { type SomebodySignedIn, signIn } from "../frame/people.ts";
import { median, quantile, spread } from "../frame/statistics.ts";
import { openViewers, type Viewers } from "../frame/viewers.ts";

type Size = { viewers: number; messages: number; p50: number; p99?: number };
const SIZES: readonly Size[] = [
  { viewers: 100, messages: 40, p50: 25 },
  { viewers: 1_000, messages: 40, p50: 80, p99: 250 },
  { viewers: 5_000, messages: 12, p50: 300 },
];

export const fanOut: Measure = {
  name: "fan-out",
  target: "note committed → last of N viewers has it: 100 ≤ 25 ms, 1,000 ≤ 80 (p99 250), 5,000 ≤ 300; none lost; ≤ 25 kB each",
  async run() {
    const [author, ...people] = await signIn(databaseUrl(), 5_001);
    if (!author) throw new Error("Nobody is there to write.");
    await noteCommits();
    const console = await startConsole(databaseUrl());
    const bare = await startBareSse();
    try {
      const rows: Row[] = [];
      for (const size of SIZES) rows.push(...(await measure({ console, bare, author, people: people.slice(0, size.viewers), size })));
      return { rows, remarks: ["every viewer got every message once and in order, else this would have failed"] };
    } finally {
      await Promise.all([console.stop(), bare.stop()]);
    }
  },
};

/** Lets the database keep when each entry was about to be committed: all that follows is the way to the viewers. */
async function noteCommits(): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl() });
  await client.connect();
  await client.query(`
    CREATE UNLOGGED TABLE bench_commit (incident_id uuid, seq int, at float8);
    CREATE FUNCTION bench_note_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      INSERT INTO bench_commit VALUES (NEW.incident_id, NEW.seq, extract(epoch FROM clock_timestamp()) * 1000); RETURN NULL; END $$;
    CREATE CONSTRAINT TRIGGER bench_note_commit AFTER INSERT ON timeline_event DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION bench_note_commit()`);
  await client.end();
}

type Scene = { console: Console; bare: BareSse; author: SomebodySignedIn; people: SomebodySignedIn[]; size: Size };
/** Milliseconds from the commit to half of the viewers, and to the last. */
type Times = { half: number[]; last: number[] };

async function measure({ console, bare, author, people, size }: Scene): Promise<Row[]> {
  const incident = await command<{ id: string; reference: string }>(console.url, "incidents.declare", author.cookie, {
    title: `A room with ${size.viewers} viewers`,
    severity: "SEV1",
  });
  const cookies = people.map(({ cookie }) => cookie);
  const before = memoryOf(console.web).resident;
  const ours = await openViewers({ port: console.port, path: `/api/v1/incidents/${incident.reference}/events`, cookies, perSecond: 1_000 });
  await settled();
  const perViewer = (memoryOf(console.web).resident - before) / size.viewers / 1_000;
  const theirs = await openViewers({ port: bare.port, path: "/events", cookies, perSecond: 1_000 });
  let said = 0;
  const measured = await alternate({
    ours: () => repeat(size.messages, () => noteToAll(console, author, incident, ours)),
    theirs: () =>
      repeat(size.messages, () => {
        said += 1;
        return bareToAll(bare, theirs, said);
      }),
  });
  await Promise.all([ours.stop(), theirs.stop()]);
  await settled();
  return [
    ...rowsOf(size, measured),
    { what: `memory of the web process for each of ${size.viewers} viewers`, ...memoryRow(perViewer, size) },
    {
      what: `${size.viewers} viewers open their streams`,
      value: (size.viewers * 1_000) / ours.openedAfterMs,
      unit: "/s",
      runs: 1,
      beside: { what: "bare SSE", value: (size.viewers * 1_000) / theirs.openedAfterMs },
    },
    { what: `connections that ${size.viewers} viewers had to try again`, value: ours.refusals, unit: "", runs: 1, goal: { of: "value", atMost: 0 } },
  ];
}

/** Arrivals are told to the others a little later, which is not part of this. */
function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 4_000));
}

function memoryRow(value: number, { viewers }: Size): Pick<Row, "value" | "unit" | "runs" | "goal"> {
  return { value, unit: "kB", runs: 1, ...(viewers >= 1_000 ? { goal: { of: "value", atMost: 25 } as const } : {}) };
}

async function repeat(times: number, one: () => Promise<{ half: number; last: number }>): Promise<Times> {
  const result: Times = { half: [], last: [] };
  for (let turn = 0; turn < times; turn += 1) {
    const { half, last } = await one();
    result.half.push(half);
    result.last.push(last);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  return result;
}

async function noteToAll({ url }: Console, { cookie }: SomebodySignedIn, incident: { id: string; reference: string }, viewers: Viewers) {
  const text = "The replica is promoted; error rate falls. Watching for ten minutes before we call it mitigated.";
  const { seq } = await command<{ seq: number }>(url, "notes.add", cookie, { reference: incident.reference, text });
  const { halfAt, lastAt } = await viewers.have(seq);
  const committedAt = await commitOf(incident.id, seq);
  return { half: halfAt - committedAt, last: lastAt - committedAt };
}

let asking: pg.Pool | undefined;

async function commitOf(incidentId: string, seq: number): Promise<number> {
  asking ??= new pg.Pool({ connectionString: databaseUrl(), max: 1 });
  const { rows } = await asking.query<{ at: number }>("SELECT at FROM bench_commit WHERE incident_id = $1 AND seq = $2", [incidentId, seq]);
  return rows[0]?.at ?? Number.NaN;
}

async function bareToAll(bare: BareSse, viewers: Viewers, id: number) {
  const saidAt = await bare.say(id, { seq: id, words: "x".repeat(420) });
  const { halfAt, lastAt } = await viewers.have(id);
  return { half: halfAt - saidAt, last: lastAt - saidAt };
}

function rowsOf({ viewers, p50, p99 }: Size, { ours, theirs }: { ours: Times[]; theirs: Times[] }): Row[] {
  const medians = ours.map(({ last }) => median(last));
  const [all, bareAll] = [ours.flatMap(({ last }) => last), theirs.flatMap(({ last }) => last)];
  const row = (what: string, share: number, goal?: Goal): Row => ({
    what: `commit → last of ${viewers} viewers, ${what}`,
    value: quantile(all, share),
    unit: "ms",
    runs: ours.length,
    beside: { what: "bare SSE", value: quantile(bareAll, share) },
    ...(goal ? { goal } : {}),
  });
  return [
    { ...row("p50", 0.5, { of: "value", atMost: p50 }), spread: spread(medians) },
    row("p95", 0.95),
    row("p99", 0.99, p99 === undefined ? undefined : { of: "value", atMost: p99 }),
  ];
}
