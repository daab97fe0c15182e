import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { anIncident } from "#server/testing/incident.ts";
import { cancelRunbookRun, runStep } from "../index.ts";
import { approve, aRun, aRunbook, statesOf, until, untilEnd, untilWaiting } from "../testing/desk.ts";
import { processesOf, type StandInWorker, startWorker } from "../testing/worker.ts";

const MARK = "sleep 7741";
/** Milliseconds after the approval at which the worker dies: before, while and after the step is begun, does its work, and is recorded. */
const POINTS = [0, 20, 60, 120, 200, 300, 450, 650, 900, 1_200, 1_500, 1_900];
/** Kills at each point. The proof at full size has 50. */
const ROUNDS = Math.floor(Number(process.env.MUSTER_PROOF_SIZE ?? 0) / 200);
/** Each worker dies with several runs at once, each of them at a point of its own. */
const BATCHES = ROUNDS > 0 ? [POINTS.filter((_, at) => at % 2 === 0), POINTS.filter((_, at) => at % 2 === 1)] : [[60, 450, 1_500]];

const TEXT = `name: trace
parameters: [{name: trace}]
steps:
  - title: Leave a trace
    timeout: 20s
    shell: |
      echo begun >> "$TRACE"
      ${MARK} &
      ${MARK} &
      sleep 1.1
      echo done >> "$TRACE"
    undo: {none: a trace stays}
  - title: Be the last
    shell: "true"
    undo: {none: it does nothing}
`;

let ada: Somebody;
let grace: Somebody;
let folder: string;
let slug: string;
let worker: StandInWorker | null = null;

beforeEach(async () => {
  await resetDatabase();
  [ada, grace] = [await somebody("responder", { name: "Ada" }), await somebody("responder", { name: "Grace" })];
  folder = mkdtempSync(join(tmpdir(), "muster-kills-"));
  slug = await aRunbook(ada.ctx, TEXT);
  worker = await startWorker();
});
afterEach(async () => {
  await worker?.kill();
  rmSync(folder, { recursive: true, force: true });
});

const traceOf = (name: string): string[] => {
  try {
    return readFileSync(join(folder, name), "utf8").trim().split("\n");
  } catch {
    return [];
  }
};

type Traced = { name: string; point: number; id: string };

async function killedAt(points: readonly number[], round: number): Promise<Traced[]> {
  const runs = await Promise.all(
    points.map(async (point) => {
      const name = `trace-${round}-${point}`;
      return { name, point, id: await aRun(ada.ctx, slug, { parameters: { trace: join(folder, name) } }) };
    }),
  );
  await Promise.all(runs.map(({ id }) => untilWaiting(ada.ctx, id, "approval")));
  let before: number | null = null;
  for (const { id, point } of runs.toSorted((one, other) => other.point - one.point)) {
    if (before !== null) await pause(before - point);
    await approve(grace.ctx, id);
    before = point;
  }
  await pause(before ?? 0);
  await worker?.kill();
  return runs;
}

/** How the step stands when another worker has taken the run up; fails where it was run again, or goes on after the kill. */
async function afterwards({ id, name, point }: Traced, before: readonly string[]): Promise<string> {
  const view = await until(
    ada.ctx,
    id,
    ({ run, steps }) => run.state === "waiting" && steps.some(({ state, n }) => n === 1 && ["unknown", "completed"].includes(state)),
  );
  const [first = ""] = statesOf(view);
  const after = traceOf(name);
  expect(after.filter((line) => line === "begun").length, `${name} ${first}`).toBeLessThanOrEqual(1);
  if (first === "unknown") expect(after.includes("done"), `${point}`).toBe(before.includes("done"));
  return first;
}

test("a worker that is killed leaves no process, and its step is never run again by itself", { timeout: 7_200_000 }, async () => {
  const tally: Record<string, number> = {};
  let kills = 0;
  for (let round = 0; round < Math.max(1, ROUNDS); round += 1) {
    // Who approves has to have proved just now who they are, and many rounds take longer than that holds.
    if (round > 0) grace = await somebody("responder", { name: "Grace" });
    for (const points of BATCHES) {
      const runs = await killedAt(points, round);
      await expect.poll(() => processesOf(MARK), { timeout: 5_000 }).toEqual([]);
      const before = new Map(runs.map(({ name }) => [name, traceOf(name)]));
      worker = await startWorker();
      for (const one of runs) {
        const state = await afterwards(one, before.get(one.name) ?? []);
        tally[state] = (tally[state] ?? 0) + 1;
        kills += 1;
        await cancelRunbookRun(ada.ctx, { id: one.id, reason: "seen" });
      }
    }
  }
  console.log(
    `${kills} runs lost their worker at ${BATCHES.flat().length} points: ${tally.unknown ?? 0} steps unknown, ${tally.completed ?? 0} completed; 0 processes left, 0 run again by themselves`,
  );
});

test("a step that is unknown runs again when a person says so, with a new approval", { timeout: 60_000 }, async () => {
  const incident = await anIncident(ada.ctx);
  const id = await aRun(ada.ctx, slug, { parameters: { trace: join(folder, "again") }, incident });
  await approve(grace.ctx, id);
  await until(ada.ctx, id, ({ steps }) => steps.some(({ state }) => state === "running"));
  await worker?.kill();
  worker = await startWorker();
  await until(ada.ctx, id, ({ run }) => run.waitsFor === "decision");
  await runStep(ada.ctx, { id, n: 1 });
  await approve(grace.ctx, id);
  await approve(grace.ctx, id);
  const view = await untilEnd(ada.ctx, id);
  expect([view.run.state, statesOf(view)]).toEqual(["succeeded", ["completed", "completed"]]);
});

test("a command that runs is ended when its run is cancelled", { timeout: 60_000 }, async () => {
  const id = await aRun(ada.ctx, slug, { parameters: { trace: join(folder, "cancelled") } });
  await approve(grace.ctx, id);
  await until(ada.ctx, id, ({ steps }) => steps.some(({ state }) => state === "running"));
  await cancelRunbookRun(ada.ctx, { id, reason: "enough" });
  const view = await untilEnd(ada.ctx, id);
  expect([view.run.state, view.run.note, statesOf(view)[0]]).toEqual(["cancelled", "Ada: enough", "cancelled"]);
  await expect.poll(() => processesOf(MARK), { timeout: 5_000 }).toEqual([]);
});
