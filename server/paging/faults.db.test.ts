import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { AnswerPage } from "#lib/contracts/escalation/commands.ts";
import { answerPage, fireDue } from "#server/escalation/index.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { databaseUrl } from "#server/platform/env.ts";
import { resetDatabase, shiftClock } from "#server/testing/database.ts";
import { anIncident, refusal } from "#server/testing/incident.ts";
import { auditPager } from "./start-auditing.ts";
import { type DarkProxy, darkProxy } from "./testing/dark-proxy.ts";
import { pagerInvariants } from "./testing/invariants.ts";
import { aPagerWorld, type PagerWorld } from "./testing/pager-world.ts";
import { endPager, type Pager, startPager } from "./testing/pagers.ts";
import { openReceiver, type Receiver } from "./testing/receiver.ts";

const RACES = Number(process.env.MUSTER_PROOF_SIZE ?? 300);
/** Of them at once: more would wait for a connection longer than an answer may take. */
const AT_ONCE = 300;
const MINUTE = 60_000;

let receiver: Receiver;
let world: PagerWorld;
let pagers: Pager[];
let proxy: DarkProxy | undefined;

beforeAll(async () => {
  receiver = await openReceiver();
});
beforeEach(async () => {
  await resetDatabase();
  receiver.arrivals.length = 0;
  receiver.onArrival = () => 200;
  world = await aPagerWorld({ url: receiver.url, host: receiver.host, minutes: [0, 1] });
  pagers = [];
});
afterEach(async () => {
  for (const pager of pagers) pager.process.kill("SIGCONT");
  await Promise.all(pagers.map(endPager));
  await proxy?.close();
  proxy = undefined;
});
afterAll(() => receiver.close());

const start = async (more: Record<string, string> = {}) => {
  const pager = await startPager(more);
  pagers.push(pager);
  return pager;
};
const broken = async () => (await pagerInvariants(receiver)).flatMap((verdict) => verdict.broken);
const keys = () => new Set(receiver.arrivals.map(({ key }) => key)).size;
const sentMessages = () => db().pageDelivery.findMany({ where: { channel: "webhook" } });

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(50);
}

describe("a worker", () => {
  test("that freezes while it sends is overtaken under the same key, and records nothing when it wakes", async () => {
    const frozen = await start();
    let release: (status: number) => void = () => undefined;
    receiver.onArrival = () => {
      if (receiver.arrivals.length > 1) return 200;
      frozen.process.kill("SIGSTOP");
      return new Promise((resolve) => {
        release = resolve;
      });
    };
    await anIncident(world.commander);
    await until(() => receiver.arrivals.length === 1);
    await start();
    await until(async () => (await sentMessages()).some(({ state }) => state === "sent"));
    const before = await sentMessages();
    expect(before.map(({ attempt }) => attempt)).toEqual([2]);
    frozen.process.kill("SIGCONT");
    release(500);
    await wait(1_500);
    expect(await sentMessages()).toEqual(before);
    expect([receiver.arrivals.length, keys()]).toEqual([2, 1]);
    expect(await broken()).toEqual([]);
  }, 60_000);

  test("whose clock is hours off pages neither early nor late", async () => {
    await start({ MUSTER_TEST_SKEW_MS: String(3 * 60 * MINUTE) });
    await start({ MUSTER_TEST_SKEW_MS: String(-3 * 60 * MINUTE) });
    await anIncident(world.commander);
    await until(() => receiver.arrivals.length === 1);
    await shiftClock(50_000);
    await wait(1_500);
    expect(receiver.arrivals.map(({ step }) => step)).toEqual(["Level 1"]);
    await shiftClock(61_000);
    await until(async () => (await sentMessages()).filter(({ state }) => state === "sent").length === 2);
    expect(await broken()).toEqual([]);
  }, 60_000);

  test("whose connection to the database goes dark keeps no incident from the others", async () => {
    const url = new URL(databaseUrl());
    proxy = await darkProxy({ host: url.hostname, port: Number(url.port) });
    url.port = String(proxy.port);
    await start({ DATABASE_URL: url.href });
    await until(() => (proxy?.connections() ?? 0) > 1);
    await anIncident(world.commander);
    await until(() => receiver.arrivals.length === 1);
    proxy.goDark();
    for (let n = 0; n < 5; n += 1) await anIncident(world.commander);
    await start();
    await until(async () => (await sentMessages()).filter(({ state }) => state === "sent").length === 6);
    expect(await broken()).toEqual([]);
  }, 60_000);
});

async function incidents(count: number): Promise<string[]> {
  const references: string[] = [];
  while (references.length < count)
    references.push(...(await Promise.all(Array.from({ length: Math.min(20, count - references.length) }, () => anIncident(world.commander)))));
  return references;
}

describe("an acknowledgement", () => {
  test("that races the engine leaves the step either fired before it or never", async () => {
    const [someone] = world.paged;
    if (!someone) throw new Error("Nobody is paged in this world.");
    for (let raced = 0; raced < RACES; raced += AT_ONCE) {
      const references = await incidents(Math.min(AT_ONCE, RACES - raced));
      await fireDue(systemCtx("Pager"));
      await shiftClock((raced / AT_ONCE + 1) * (MINUTE + 1_000));
      const answers = references.map((reference) => answerPage(someone, AnswerPage.parse({ reference })));
      // The answers are under way when the engines begin: some come first, some last.
      await answers[Math.floor(references.length / 3)];
      const engines = Promise.all([fireDue(systemCtx("Pager")), fireDue(systemCtx("Pager"))]);
      const settled = await Promise.allSettled(answers);
      await engines;
      await fireDue(systemCtx("Pager"));
      expect(settled.flatMap((one) => (one.status === "rejected" ? [String(one.reason)] : []))).toEqual([]);
    }
    const verdicts = (await pagerInvariants(receiver)).filter(({ name }) => name !== "I3" && name !== "I6");
    expect(verdicts.flatMap((verdict) => verdict.broken)).toEqual([]);
    const fired = await db().page.count({ where: { step: "level-2" } });
    console.log(`${RACES} races: ${fired} steps fired before the answer, ${RACES - fired} never`);
  }, 1_200_000);

  test("by two at once is one answer of each, and a repeat is refused", async () => {
    const reference = await anIncident(world.commander);
    await fireDue(systemCtx("Pager"));
    const [someone] = world.paged;
    if (!someone) throw new Error("Nobody is paged in this world.");
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => answerPage(someone, AnswerPage.parse({ reference }))));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await refusal(answerPage(someone, AnswerPage.parse({ reference })))).code).toBe("already_done");
  });
});

describe("the auditor", () => {
  test("says nothing while all is well, and names what is late, once, to every administrator", async () => {
    const { testPerson } = await import("#server/testing/database.ts");
    const admin = await testPerson({ role: "admin" });
    await anIncident(world.commander);
    expect(await auditPager()).toEqual([]);
    await shiftClock(30_000);
    const problems = await auditPager();
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^A step of INC-\S+ is \d+ s late\.$/);
    await auditPager();
    const told = await db().notification.findMany({ where: { kind: "pager" } });
    expect(told.map(({ userId }) => userId)).toEqual([admin.person.id]);
    await fireDue(systemCtx("Pager"));
    await shiftClock(60_000);
    expect((await auditPager())[0]).toMatch(/messages? by (inbox|webhook) waits? to be sent|messages? by/);
  });

  test("sees an incident whose timer is gone", async () => {
    await anIncident(world.commander);
    await fireDue(systemCtx("Pager"));
    await db().pageDelivery.updateMany({ data: { state: "cancelled" } });
    await db().escalationTimer.deleteMany();
    await shiftClock(30_000);
    expect((await auditPager()).join()).toMatch(/INC-\S+ has no timer/);
  });
});
