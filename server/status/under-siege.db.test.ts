import { readFile, rm, utimes } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";

/** A database server of its own, which can be stopped: the other one is also that of other tests. */
const { folder, database } = await vi.hoisted(async () => {
  const folder = `${process.env.TMPDIR ?? "/tmp"}/muster-siege-${process.pid}-${Date.now()}`;
  const { startEmbeddedPostgres } = await import("#server/platform/postgres/embedded.ts");
  const database = await startEmbeddedPostgres({ directory: `${folder}/postgres`, isDurable: false });
  Object.assign(process.env, { MUSTER_DATA_DIR: folder, DATABASE_URL: database.url });
  return { folder, database };
});

import { AddNote, SetFigures } from "#lib/contracts/incident-commands.ts";
import { CreateLink } from "#lib/contracts/status/link.ts";
import { ScheduleMaintenance } from "#lib/contracts/status/maintenance.ts";
import { setFigures } from "#server/incidents/index.ts";
import { installQueue } from "#server/jobs/queue.ts";
import { addNote } from "#server/notes/index.ts";
import { closeDatabase, db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { migrate } from "#server/platform/migrate/migrate.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import { unpackBundle } from "#server/status-server/index.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, aService } from "#server/testing/incident.ts";
import { createLink, scheduleMaintenance, startStatus } from "./index.ts";
import { renderPages } from "./render-pages.ts";
import { aPage, publish } from "./testing/pages.ts";
import { plant } from "./testing/plant.ts";
import { besiege, startStatusProcess } from "./testing/siege.ts";
import { tokenFor } from "./tokens.ts";

/** Seconds of the siege; a minute and more is the proof, and then as many readers as that asks for. */
const SECONDS = Number(process.env.MUSTER_PROOF_SIZE ?? 3);
const IS_PROOF = SECONDS >= 60;
const LATEST_MS = 2_000;
let admin: Someone;
let ada: Someone;
let reference: string;
let service: string;

beforeAll(async () => {
  await migrate(database.url);
  await installQueue(database.url);
}, 120_000);
beforeEach(async () => {
  await resetDatabase();
  await rm(join(folder, "status"), { recursive: true, force: true });
  admin = await testPerson({ role: "admin", name: "Root" });
  ada = await testPerson({ name: "Ada" });
  service = await aService("payments");
  reference = await anIncident(ada, { services: [service], title: "pool of db-7 full" });
  await aPage(admin, service);
});
afterAll(async () => {
  await closeDatabase();
  await database.stop();
  await rm(folder, { recursive: true, force: true });
});

const KNOWN = "nina@customer.example";
/** Every column of status pages that holds words and is not for the public. */
const INTERNAL = [
  "status_delivery.error",
  "status_delivery.news",
  "status_delivery.recipient",
  "status_link.created_by",
  "status_maintenance.created_by",
  "status_news.news",
  "status_page.password",
  "status_page.rendered_digest",
  "status_page.updated_by",
  "status_subscriber.address",
  "status_subscriber.secret",
];

/** On the page: a subscriber who confirmed, announced work, and a link of each kind. */
async function aScene(): Promise<{ subscriber: string }> {
  const { id: pageId, createdAt: at, components } = await db().statusPage.findFirstOrThrow({ include: { components: true } });
  const subscriber = newId();
  const data = { id: subscriber, pageId, kind: "email", address: KNOWN, components: [], wanted: [], secret: "sealed" };
  await db().statusSubscriber.create({ data: { ...data, createdAt: at, askedAt: at, confirmedAt: at } });
  const ids = components.map(({ id }) => id);
  const window = { startsAt: "2099-01-01T00:00:00Z", endsAt: "2099-01-01T01:00:00Z" };
  await scheduleMaintenance(ada, ScheduleMaintenance.parse({ page: "acme", title: "Upgrade", text: "Slow", components: ids, ...window }));
  await createLink(admin, CreateLink.parse({ slug: "acme", kind: "stakeholders", name: "Executives" }));
  await createLink(admin, CreateLink.parse({ slug: "acme", kind: "customer", name: "Globex", components: ids }));
  return { subscriber };
}

test("a word written into every internal column and every internal text of a room is in no public byte", { timeout: 120_000 }, async () => {
  const canary = "CANARYq7zk";
  await addNote(ada, AddNote.parse({ reference, text: "The pool is full" }));
  await setFigures(ada, SetFigures.parse({ reference, figures: { text: "Nobody can pay", revenuePerHour: 987_654, customers: 4 } }));
  await publish(ada, { reference, internalText: "Looking at db-7", stakeholderText: "Forty thousand an hour" });
  await publish(ada, { reference, status: "resolved", text: "It is over.", accepts: true });
  await aScene();
  await renderPages();
  await db().statusPage.updateMany({ data: { password: "salt.hash" } });
  await db().statusDelivery.updateMany({ data: { error: "It could not be sent." } });
  const planted = await plant(canary);
  await renderPages();
  const { resources } = unpackBundle(await readFile(join(folder, "status", "public", "acme.page")));
  const found = [...resources].filter(([path, { identity }]) => path.includes(canary) || identity.includes(canary)).map(([path]) => path);
  const places = [...planted.values()].reduce((sum, count) => sum + count, 0);
  console.log(`${places} places hold the word; ${resources.size} public answers, ${found.length} with it`);
  expect(places).toBeGreaterThan(50);
  expect([...planted.keys()].filter((place) => place.startsWith("status_")).sort()).toEqual(INTERNAL);
  expect([...resources.keys()].filter((path) => /^(s|me)\//.test(path))).toHaveLength(2);
  expect(resources.get("")?.identity.toString("utf8")).toContain("It is over.");
  expect(found).toEqual([]);
});

test("known and unknown addresses, good and bad links are answered alike, while the worker takes what they send", { timeout: 120_000 }, async () => {
  const { subscriber } = await aScene();
  await renderPages();
  const server = await startStatusProcess(folder);
  const stop = startStatus();
  try {
    const send = async (path: string, fields: Record<string, string>): Promise<string> => {
      const answer = await fetch(`${server.url}/acme/${path}`, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
      const { date: _, ...headers } = Object.fromEntries(answer.headers);
      return JSON.stringify([answer.status, headers, await answer.text()]);
    };
    const answers = new Set<string>();
    for (let turn = 0; turn < 8; turn += 1)
      for (const email of [KNOWN, `nobody-${turn}@customer.example`]) answers.add(await send("subscribe", { email }));
    console.log(`16 answers, ${answers.size} different`);
    expect([...answers]).toEqual([expect.stringMatching(/^\[303,/)]);
    // The worker did tell them apart: one is asked again under the id it has, the others are new.
    await vi.waitFor(async () => expect(await db().statusSubscriber.count()).toBe(1 + 8), { timeout: 20_000 });
    expect(await db().statusDelivery.count({ where: { recipient: subscriber, news: { startsWith: "confirm:" } } })).toBeGreaterThan(0);
    for (const purpose of ["confirm", "unsubscribe"] as const) {
      const good = await tokenFor(purpose, subscriber, purpose === "confirm" ? await askedAt(subscriber) : 1);
      expect(await send(`${purpose}/${good}`, {}), purpose).toBe(await send(`${purpose}/${"A".repeat(50)}`, {}));
    }
    await vi.waitFor(async () => expect(await db().statusSubscriber.count()).toBe(8), { timeout: 20_000 });
  } finally {
    await stop();
    await server.stop();
  }
});

async function askedAt(id: string): Promise<number> {
  return (await db().statusSubscriber.findUniqueOrThrow({ where: { id } })).askedAt.getTime();
}

test("what is published is served by the other process; with console and database gone it answers everybody, beside sockets that trickle", {
  timeout: (SECONDS + 240) * 1_000,
}, async () => {
  const server = await startStatusProcess(folder);
  let stop: () => Promise<void> = () => Promise.resolve();
  try {
    await startListener();
    stop = startStatus();
    const waits: number[] = [];
    for (let turn = 0; turn < (IS_PROOF ? 20 : 3); turn += 1) {
      const words = `Update number ${turn} of the siege`;
      await publish(ada, { reference, text: words });
      const begunAt = performance.now();
      await vi.waitFor(async () => expect(await (await fetch(`${server.url}/acme`)).text()).toContain(words), { timeout: 20_000, interval: 10 });
      waits.push(performance.now() - begunAt);
    }
    await database.stop();
    await expect(db().$queryRaw`SELECT 1`).rejects.toThrow();
    const then = new Date(Date.now() - 13 * 60_000);
    await utimes(join(folder, "status", "public", "pulse"), then, then);
    const last = Math.max(...waits);
    const force = IS_PROOF ? { viewers: 1_000, loris: 200 } : { viewers: 50, loris: 10 };
    const { answers, lost } = await besiege(server.port, "/acme", { ...force, seconds: SECONDS });
    console.log(
      `published → served: ${waits.length} updates, at most ${last.toFixed(0)} ms; ${SECONDS} s with ${force.viewers} readers and ${force.loris} slow sockets: ${[...answers].map(([status, count]) => `${count} × ${status}`).join(", ")}; ${lost.length} lost`,
    );
    expect(lost).toEqual([]);
    expect([...answers.keys()]).toEqual([200]);
    // The worker is still there, and says of nothing that it is fresh.
    expect(await (await fetch(`${server.url}/acme`)).text()).toMatch(/This page is 1\d minutes old/);
    if (IS_PROOF) expect(last).toBeLessThanOrEqual(LATEST_MS);
  } finally {
    await stop();
    await stopListener();
    await server.stop();
  }
});
