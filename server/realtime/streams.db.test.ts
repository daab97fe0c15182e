import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { AddNote } from "#lib/contracts/incident-commands.ts";
import { sessionCookie } from "#server/auth/cookies.ts";
import { authSecret } from "#server/auth/secret.ts";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { addNote } from "#server/notes/index.ts";
import { db } from "#server/platform/db.ts";
import { anIncident, logOf } from "#server/testing/incident.ts";
import { type Client, openClient } from "#server/testing/streams/client.ts";
import { faultOf, gatherCrowd, totalOf } from "#server/testing/streams/crowd.ts";
import { prepareServer, type StreamServer } from "#server/testing/streams/server.ts";
import { inParallel } from "#server/testing/wire.ts";
import { type Random, randomFrom } from "../../prisma/seed/large/random.ts";

const SEED = Number(process.env.STREAMS_SEED ?? randomInt(2 ** 31));
const CLIENTS = 200;
const WRITERS = 4;
const NOTES = 500;
const KILLS = 4;
/** Notes as long as a note may be, and more of them than the system's buffers hold for one who does not read. */
const FLOOD = 250;
const LONGEST = 49_000;

let server: StreamServer;
let random: Random;
let reference: string;
let people: Somebody[];
let cookies: string[];

beforeEach(async () => {
  random = randomFrom(SEED);
  server = await prepareServer(random);
  people = await inParallel(["Ada", "Bo", "Cy", "Di"], 4, (name) => somebody("responder", { name }));
  cookies = await inParallel(people, 4, cookieOf);
  reference = await anIncident(people[0]?.ctx as Somebody["ctx"]);
  await server.start();
});
afterEach(() => server.stop());

test(`${CLIENTS} clients receive each entry once and in order, whatever happens to them and the server (seed ${SEED})`, async () => {
  const crowd = gatherCrowd({ server, path: eventsPath(), cookies, size: CLIENTS, seed: SEED, arriveWithinMs: 6_000 });
  await Promise.all([writeNotes(NOTES / 2, 6_000), killNowAndThen(KILLS / 2)]);
  await deafen();
  await Promise.all([writeNotes(NOTES / 2, 6_000), killNowAndThen(KILLS / 2)]);
  await crowd.calm();
  const log = await recordedLog();
  await untilAllHave(crowd.clients, log.length);

  expect([...new Set(crowd.clients.map((client) => faultOf(client, log)))]).toEqual([null]);
  expect(crowd.clients.flatMap(({ refusals }) => refusals)).toEqual([]);
  expect(log.length).toBeGreaterThanOrEqual(NOTES);
  expect(server.kills).toBe(KILLS);
  expect(totalOf(crowd.clients, "killed")).toBeGreaterThan(CLIENTS);
  expect(await server.streams()).toBe(CLIENTS);
  await crowd.stop();
  await expect.poll(() => server.streams(), { timeout: 10_000 }).toBe(0);
}, 240_000);

test("a client that does not read is cut off instead of filling the server's memory, and has missed nothing when it is back", async () => {
  const [reader, sleeper] = [random, random].map((own) =>
    openClient({ server, path: eventsPath(), cookie: cookies[0] ?? "", random: own, shared: new Map() }),
  ) as [Client, Client];
  await expect.poll(() => server.streams(), { timeout: 10_000 }).toBe(2);
  const flood = writeNotes(FLOOD, 0, LONGEST);
  await Promise.all([flood, sleeper.stall(flood)]);
  const log = await recordedLog();
  await untilAllHave([reader, sleeper], log.length);

  expect(sleeper.endings.cut).toBeGreaterThan(0);
  expect([reader, sleeper].map((client) => faultOf(client, log))).toEqual([null, null]);
  await Promise.all([reader.stop(), sleeper.stop()]);
}, 120_000);

function eventsPath(): string {
  return `/api/v1/incidents/${reference}/events`;
}

/** The cookie with which this person's browser is signed in. */
async function cookieOf({ sessionId }: Somebody): Promise<string> {
  const { token } = await db().session.findUniqueOrThrow({ where: { id: sessionId }, select: { token: true } });
  return sessionCookie(token, await authSecret()).split(";")[0] ?? "";
}

/** Several people write at once, in the time given; now and then a long note. */
async function writeNotes(count: number, withinMs: number, length?: number): Promise<void> {
  const pace = (2 * withinMs * WRITERS) / count;
  await inParallel(Array.from({ length: count }), WRITERS, async (_, index) => {
    await pause(random.number() * pace);
    const text = `Note ${index}: ${"déjà vu ✓ ".repeat((length ?? (random.chance(0.04) ? random.whole(1_000, LONGEST) : 100)) / 10)}`;
    await addNote(random.pick(people).ctx, AddNote.parse({ reference, text }));
  });
}

/** Kills the server at random moments, each time when most clients are back. */
async function killNowAndThen(times: number): Promise<void> {
  for (let kill = 0; kill < times; kill += 1) {
    await untilMostAreConnected();
    await pause(random.whole(0, 1_500));
    await server.kill();
    await pause(random.whole(0, 500));
    await server.start();
  }
}

async function untilMostAreConnected(): Promise<void> {
  await expect.poll(() => server.streams(), { timeout: 60_000, interval: 100 }).toBeGreaterThan(CLIENTS * 0.7);
}

/** Ends the connection by which the server hears of new entries. */
async function deafen(): Promise<void> {
  await untilMostAreConnected();
  const ended = await db().$queryRaw<object[]>`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query ILIKE 'LISTEN%'`;
  expect(ended.length).toBeGreaterThan(0);
}

async function recordedLog(): Promise<Buffer[]> {
  return (await logOf(reference)).map((entry) => Buffer.from(JSON.stringify(entry)));
}

/** Waits a little longer than that, for what might come twice. */
async function untilAllHave(clients: readonly Client[], last: number): Promise<void> {
  await expect.poll(() => clients.filter(({ position }) => position < last).length, { timeout: 60_000, interval: 100 }).toBe(0);
  await pause(500);
}
