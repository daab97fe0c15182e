import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { approve, aRun, aRunbook, statesOf, until, untilWaiting } from "../testing/desk.ts";
import { processesOf, type StandInWorker, startWorker } from "../testing/worker.ts";

/** Set by the proof: then spans and memory are judged too, which a busy machine could fail without a fault of Muster. */
const SIZE = Number(process.env.MUSTER_PROOF_SIZE ?? 0);
const TIMEOUT_SECONDS = 1;
const MOST_OVER_MS = 1_000;
const MEGABYTE = 1_048_576;
const FLOOD_BYTES = SIZE > 0 ? Math.round(1_073_741_824 * Math.min(1, SIZE / 10_000)) : 20 * MEGABYTE;
const MOST_MEMORY = 64 * MEGABYTE;
const MARK = "sleep 7751";

/** Ways in which a command does not end. */
const HANGS: Record<string, string> = {
  "it waits": MARK,
  "it pays no heed to signals": `trap '' TERM INT HUP; ${MARK} & wait; ${MARK}`,
  "what it started holds its output": `setsid ${MARK} & setsid ${MARK} & wait`,
  "it has stopped": `sh -c 'kill -STOP $$; ${MARK}' & wait`,
  "it writes without end": "while :; do echo more; done",
  "it is kubectl before a cluster that says nothing": 'kubectl --server "http://127.0.0.1:$PORT" get pods -n shop',
};

let ada: Somebody;
let grace: Somebody;
let silent: Server;
let port: string;
let worker: StandInWorker;

beforeAll(async () => {
  silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  port = String((silent.address() as AddressInfo).port);
});
afterAll(() => {
  silent.closeAllConnections();
  silent.close();
});
beforeEach(async () => {
  await resetDatabase();
  [ada, grace] = [await somebody("responder", { name: "Ada" }), await somebody("responder", { name: "Grace" })];
  worker = await startWorker();
});
afterEach(() => worker.kill());

const textOf = (script: string): string =>
  `name: endless
parameters: [{name: port, default: "1"}]
steps: ${JSON.stringify([{ title: "Do it", shell: script, network: true, timeout: "1s", undo: { none: "it does nothing" } }])}
`;

test.each(Object.entries(HANGS))("a command that hangs ends with its time, and all that it started: %s", { timeout: 60_000 }, async (how, script) => {
  const id = await aRun(ada.ctx, await aRunbook(ada.ctx, textOf(script)), { parameters: { port } });
  await approve(grace.ctx, id);
  const { steps } = await untilWaiting(ada.ctx, id, "decision");
  const step = steps.find(({ phase }) => phase === "step");
  expect(step).toMatchObject({ state: "timed_out", detail: "it had not ended after 1 s, and was ended" });
  await expect.poll(() => processesOf(MARK), { timeout: 5_000 }).toEqual([]);
  const over = Date.parse(step?.endedAt ?? "") - Date.parse(step?.startedAt ?? "") - TIMEOUT_SECONDS * 1_000;
  if (SIZE === 0) return;
  console.log(`Ended ${over} ms after its time: ${how}.`);
  expect(over).toBeLessThanOrEqual(MOST_OVER_MS);
});

test("a flood of output keeps its beginning and its end, and costs no memory", { timeout: 600_000 }, async () => {
  const steps = [
    { title: "Warm up", shell: "yes line | head -c 3000000", timeout: "60s", undo: { none: "it only writes" } },
    { title: "Write", shell: `yes 'a line of many' | head -c ${FLOOD_BYTES}; echo the end`, timeout: "300s", undo: { none: "it only writes" } },
  ];
  const id = await aRun(ada.ctx, await aRunbook(ada.ctx, `name: flood\nsteps: ${JSON.stringify(steps)}\n`));
  await approve(grace.ctx, id);
  await until(ada.ctx, id, ({ steps }) => steps.some(({ phase, n, state }) => phase === "step" && n === 2 && state === "approval"));
  const before = worker.residentBytes();
  await approve(grace.ctx, id);
  let [most, isOver] = [before, false];
  const watching = (async () => {
    for (; !isOver; await pause(50)) most = Math.max(most, worker.residentBytes());
  })();
  const view = await until(ada.ctx, id, ({ run }) => run.state === "succeeded" || run.waitsFor === "decision", 400_000);
  isOver = true;
  await watching;
  expect(statesOf(view)).toEqual(["completed", "completed"]);
  const written = view.events.flatMap(({ data }) => (data.type === "output" && data.n === 2 ? [data.text] : [])).join("");
  expect(written).toMatch(/^a line of many\n[\s\S]*bytes left out[\s\S]*the end\n$/);
  expect(written.length).toBeLessThan(300_000);
  if (SIZE === 0) return;
  console.log(`${(FLOOD_BYTES / MEGABYTE).toFixed(0)} MB of output: ${((most - before) / MEGABYTE).toFixed(1)} MB more memory than before.`);
  expect(most - before).toBeLessThanOrEqual(MOST_MEMORY);
});
