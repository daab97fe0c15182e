import { setTimeout as wait } from "node:timers/promises";
import { AnswerPage } from "#lib/contracts/escalation/commands.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { answerPage } from "#server/escalation/index.ts";
import { db } from "#server/platform/db.ts";
import type { Someone } from "#server/testing/commands.ts";
import { shiftClock } from "#server/testing/database.ts";
import { anIncident } from "#server/testing/incident.ts";
import { pagerInvariants, type Verdict } from "./invariants.ts";
import type { OwnPostgres } from "./own-postgres.ts";
import { aPagerWorld } from "./pager-world.ts";
import { startPagers } from "./pagers.ts";
import type { Receiver } from "./receiver.ts";

/** Above so many steps the second ones are waited for; below, the database's clock is moved. */
const SHORT = 1_000;
const MINUTE = 60_000;
const WORKERS = 4;
const KILL_MS = 1_000;
const CRASH_MS = 8_000;
/** Every so-manyth incident is acknowledged while its next step is near. */
const ANSWERED = 10;

/** Small and repeatable (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Whatever the database does meanwhile. Named, so that a repeat of one that was stored is no second one. */
async function persistently<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isOfTheDatabase(error)) throw error;
      await wait(100);
    }
  }
}

/** A connection that was lost or refused, or a statement that was cut off; whatever else goes wrong is a fault of ours. */
function isOfTheDatabase(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: string };
  const isAway = typeof code === "string" && /^(08|57|53|ECONN|EPIPE|P1|P2024|P2028|unavailable)/.test(code);
  return isAway || /terminat|timeout|connection|not queryable|reach|recovery|starting up|shutting down/i.test(message ?? "");
}

export type Fire = { size: number; seed: number; postgres: OwnPostgres; receiver: Receiver };
export type Burnt = { incidents: number; references: number; pages: number; kills: number; crashes: number; lateness: number[]; verdicts: Verdict[] };

/**
 * So many steps, two for each incident that nobody acknowledges, while a random worker of four is killed each second and the database crashes
 * every eight. Ends when nothing is due any more.
 */
export async function burn({ size, seed, postgres, receiver }: Fire): Promise<Burnt> {
  const world = await aPagerWorld({ url: receiver.url, host: receiver.host, minutes: [0, 1] });
  const isRealTime = size > SHORT;
  const random = randomFrom(seed);
  const pagers = await startPagers(WORKERS, random);
  let crashes = 0;
  let isOver = false;
  const killing = setInterval(pagers.kill, KILL_MS);
  const crashing = (async () => {
    for (;;) {
      await wait(CRASH_MS);
      if (isOver) return;
      await postgres.crash();
      crashes += 1;
    }
  })();

  const incidents = Math.ceil(size / 2);
  const references: string[] = [];
  await inLanes(incidents, 8, async (n) => {
    const ctx = { ...world.commander, requestKey: `incident ${n}` };
    const reference = await persistently(() => anIncident(ctx, { title: `Fire ${n}` }));
    references.push(reference);
    if (n % ANSWERED === 0) await persistently(() => acknowledged(world.commander, reference));
  });
  await until(() => receivedSteps(receiver, "Level 1"), incidents * 0.85);
  if (isRealTime) await wait(MINUTE);
  // A minute later by the database's clock, in small steps, so that not all is due at once.
  for (let second = 1; second <= 61 && !isRealTime; second += 1) {
    await persistently(() => shiftClock(second * 1_000));
    await wait(50);
  }
  await until(
    () => restless(),
    0,
    (left, goal) => left <= goal,
  );
  isOver = true;
  clearInterval(killing);
  await crashing;
  await until(
    () => restless(),
    0,
    (left, goal) => left <= goal,
  );
  await pagers.stop();

  return {
    incidents,
    references: new Set(references).size,
    pages: await db().page.count(),
    kills: pagers.kills(),
    crashes,
    lateness: await latenesses(receiver, isRealTime),
    verdicts: await pagerInvariants(receiver),
  };
}

async function acknowledged(commander: Someone, reference: string): Promise<void> {
  const row = await db().incident.findUniqueOrThrow({ where: { reference }, select: { state: true } });
  if ((row.state as RoomState).escalation?.acknowledgedAt) return;
  await answerPage(commander, AnswerPage.parse({ reference }));
}

async function inLanes(many: number, lanes: number, work: (n: number) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (next < many) {
        next += 1;
        await work(next);
      }
    }),
  );
}

async function until(
  read: () => Promise<number> | number,
  goal: number,
  isReached = (value: number, wanted: number) => value >= wanted,
): Promise<void> {
  for (;;) {
    const value = await persistently(async () => read());
    if (isReached(value, goal)) return;
    await wait(200);
  }
}

function receivedSteps(receiver: Receiver, step: string): number {
  return new Set(receiver.arrivals.filter((arrival) => arrival.step === step).map(({ key }) => key)).size;
}

/** What is due or under way. */
async function restless(): Promise<number> {
  const [row] = await db().$queryRaw<{ left: number }[]>`
    SELECT ((SELECT count(*) FROM escalation_timer WHERE due_at <= muster_now())
      + (SELECT count(*) FROM page_delivery d JOIN page p ON p.id = d.page_id WHERE d.state IN ('waiting', 'sending') AND p.settled_at IS NULL))::int AS left`;
  return row?.left ?? 1;
}

/** Milliseconds from when a step was due to when its page first arrived, ascending; only steps that came due in real time. */
async function latenesses(receiver: Receiver, isRealTime: boolean): Promise<number[]> {
  const rows = await db().incident.findMany({ select: { reference: true, state: true } });
  const begun = new Map(rows.map(({ reference, state }) => [reference, Date.parse((state as RoomState).escalation?.startedAt ?? "")]));
  const first = new Map<string, (typeof receiver.arrivals)[number]>();
  for (const arrival of receiver.arrivals) if (!first.has(arrival.key)) first.set(arrival.key, arrival);
  const steps = [...first.values()].filter(({ step }) => step === "Level 1" || isRealTime);
  return steps.map(({ reference, step, at }) => at - (begun.get(reference) ?? 0) - (step === "Level 1" ? 0 : MINUTE)).toSorted((a, b) => a - b);
}
