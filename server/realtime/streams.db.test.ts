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
import { type Crowd, faultOf, gatherCrowd, totalOf } from "#server/testing/streams/crowd.ts";
import { prepareServer, type StreamServer } from "#server/testing/streams/server.ts";
import { inParallel } from "#server/testing/wire.ts";
import { type Random, randomFrom } from "../../prisma/seed/large/random.ts";

const SEED = Number(process.env.STREAMS_SEED ?? randomInt(2 ** 31));
const CLIENTS = 200;
const WRITERS = 4;
const NOTES = 500;
const KILLS = 4;
/** Notes that come at once and are as long as a note may be: more than the system's buffers hold for one who does not read. */
const FLOOD = 100;
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
afterEach(() => server.kill());

test(`${CLIENTS} clients receive each entry once and in order, whatever happens to them and the server (seed ${SEED})`, async () => {
  const crowd = gatherCrowd({ server, path: eventsPath(), cookies, size: CLIENTS, seed: SEED, arriveWithinMs: 12_000 });
  const t0 = Date.now();
  const lap = (what: string) => console.log(what, Date.now() - t0);
  await Promise.all([writeNotes(NOTES / 2, 8_000), killNowAndThen(2)]);
  lap("first");
  await crowd.stallDuring(0.2, () => writeNotes(FLOOD, 0, LONGEST));
  lap("flood");
  await Promise.all([writeNotes(NOTES / 2, 8_000), killNowAndThen(KILLS - 2)]);
  lap("second");
  await crowd.calm();
  const log = await recordedLog();
  await untilAllHave(crowd, log.length).catch(() =>
    console.log(crowd.clients.filter((c) => c.position < log.length).map((c) => `${c.position} ${JSON.stringify(c.endings)}`)),
  );
  lap("all");
  console.log(["killed", "cut", "refused", "left"].map((e) => `${e} ${totalOf(crowd.clients, e as "cut")}`).join(", "), await server.streams());

  expect([...new Set(crowd.clients.map((client) => faultOf(client, log)))]).toEqual([null]);
  expect(crowd.clients.flatMap(({ refusals }) => refusals)).toEqual([]);
  expect(log.length).toBeGreaterThanOrEqual(NOTES + FLOOD);
  expect(server.kills).toBe(KILLS);
  expect(await server.streams()).toBe(CLIENTS);
  await crowd.stop();
  await expect.poll(() => server.streams(), { timeout: 5_000 }).toBe(0);
}, 200_000);

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

async function killNowAndThen(times: number): Promise<void> {
  for (let kill = 0; kill < times; kill += 1) {
    await pause(random.whole(300, 2_500));
    await server.kill();
    await pause(random.whole(0, 500));
    await server.start();
  }
}

async function recordedLog(): Promise<Buffer[]> {
  return (await logOf(reference)).map((entry) => Buffer.from(JSON.stringify(entry)));
}

async function untilAllHave(crowd: Crowd, last: number): Promise<void> {
  const late = () => crowd.clients.filter(({ position }) => position < last).length;
  await expect.poll(late, { timeout: 20_000, interval: 100 }).toBe(0);
  await pause(500);
}
