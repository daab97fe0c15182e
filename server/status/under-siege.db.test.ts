import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test, vi } from "vitest";

const folder = vi.hoisted(() => {
  process.env.MUSTER_DATA_DIR = `${process.env.TMPDIR ?? "/tmp"}/muster-siege-${process.pid}-${Date.now()}`;
  return process.env.MUSTER_DATA_DIR;
});

import { AddNote, SetFigures } from "#lib/contracts/incident-commands.ts";
import { setFigures } from "#server/incidents/index.ts";
import { addNote } from "#server/notes/index.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import { unpackBundle } from "#server/status-server/index.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, aService } from "#server/testing/incident.ts";
import { startStatus } from "./index.ts";
import { renderPages } from "./render-pages.ts";
import { aPage, publish } from "./testing/pages.ts";
import { plant } from "./testing/plant.ts";
import { besiege, startStatusProcess } from "./testing/siege.ts";

/** Seconds of the siege; a minute and more is the proof, and then as many readers as that asks for. */
const SECONDS = Number(process.env.MUSTER_PROOF_SIZE ?? 3);
const IS_PROOF = SECONDS >= 60;
const LATEST_MS = 2_000;
let admin: Someone;
let ada: Someone;
let reference: string;
let service: string;

beforeEach(async () => {
  await resetDatabase();
  await rm(join(folder, "status"), { recursive: true, force: true });
  admin = await testPerson({ role: "admin", name: "Root" });
  ada = await testPerson({ name: "Ada" });
  service = await aService("payments");
  reference = await anIncident(ada, { services: [service], title: "pool of db-7 full" });
  await aPage(admin, service);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("what is published is served by the other process; with console and database gone it answers everybody, beside sockets that trickle", {
  timeout: (SECONDS + 240) * 1_000,
}, async () => {
  const server = await startStatusProcess(folder);
  try {
    await startListener();
    const stop = startStatus();
    const waits: number[] = [];
    for (let turn = 0; turn < (IS_PROOF ? 20 : 3); turn += 1) {
      const words = `Update number ${turn} of the siege`;
      await publish(ada, { reference, text: words });
      const begunAt = performance.now();
      await vi.waitFor(async () => expect(await (await fetch(`${server.url}/acme`)).text()).toContain(words), { timeout: 20_000, interval: 10 });
      waits.push(performance.now() - begunAt);
    }
    await stop();
    await stopListener();
    const last = Math.max(...waits);
    const force = IS_PROOF ? { viewers: 1_000, loris: 200 } : { viewers: 50, loris: 10 };
    const { answers, lost } = await besiege(server.port, "/acme", { ...force, seconds: SECONDS });
    console.log(
      `published → served: ${waits.length} updates, at most ${last.toFixed(0)} ms; ${SECONDS} s with ${force.viewers} readers and ${force.loris} slow sockets: ${[...answers].map(([status, count]) => `${count} × ${status}`).join(", ")}; ${lost.length} lost`,
    );
    expect(lost).toEqual([]);
    expect([...answers.keys()]).toEqual([200]);
    if (IS_PROOF) expect(last).toBeLessThanOrEqual(LATEST_MS);
  } finally {
    await server.stop();
  }
});

test("a word written into every internal column and every internal text of a room is in no public byte", { timeout: 120_000 }, async () => {
  const canary = "CANARYq7zk";
  await addNote(ada, AddNote.parse({ reference, text: "The pool is full" }));
  await setFigures(ada, SetFigures.parse({ reference, figures: { text: "Nobody can pay", revenuePerHour: 987_654, customers: 4 } }));
  await publish(ada, { reference, internalText: "Looking at db-7", stakeholderText: "Forty thousand an hour" });
  await publish(ada, { reference, status: "resolved", text: "It is over.", accepts: true });
  const planted = await plant(canary);
  await renderPages();
  const { resources } = unpackBundle(await readFile(join(folder, "status", "public", "acme.page")));
  const found = [...resources].filter(([path, { identity }]) => path.includes(canary) || identity.includes(canary)).map(([path]) => path);
  console.log(`${planted} places hold the word; ${resources.size} public answers, ${found.length} with it`);
  expect(planted).toBeGreaterThan(50);
  expect(resources.get("")?.identity.toString("utf8")).toContain("It is over.");
  expect(found).toEqual([]);
});

test("subscribing is answered alike for addresses that are known and that are not", { timeout: 120_000 }, async () => {
  await renderPages();
  const server = await startStatusProcess(folder);
  try {
    const send = async (email: string): Promise<string> => {
      const begunAt = performance.now();
      const answer = await fetch(`${server.url}/acme/subscribe`, { method: "POST", body: new URLSearchParams({ email }), redirect: "manual" });
      const { date: _, ...headers } = Object.fromEntries(answer.headers);
      times.push(performance.now() - begunAt);
      return JSON.stringify([answer.status, headers, await answer.text()]);
    };
    const times: number[] = [];
    const answers = new Set<string>();
    for (let turn = 0; turn < 10; turn += 1)
      for (const who of ["nina@customer.example", `nobody-${turn}@customer.example`]) answers.add(await send(who));
    console.log(`${times.length} answers, ${answers.size} different`);
    expect(answers.size).toBe(1);
  } finally {
    await server.stop();
  }
});
