import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { db } from "#server/platform/db.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, logOf } from "#server/testing/incident.ts";
import { verifyIncident } from "#server/timeline/index.ts";
import { equipAgents } from "./index.ts";
import { anAgent, ask, LEAVE_TRACE, LEAVE_TRACE_ONCE, until, wordsOf } from "./testing/desk.ts";
import { type PlayedModel, playModel, type Script } from "./testing/scripted-model.ts";

const STEPS = 12;
const PROGRAM = join(import.meta.dirname, "testing/stand-in-worker.ts");
const NODE = join(import.meta.dirname, "../../node_modules/.bin/node");
/** Where in a step its worker dies: at the model's request, before the tool's effect, or after it and before its answer is stored. */
type Point = "ask" | "begin" | "did";

let ada: Someone;
let reference: string;
let model: PlayedModel | undefined;
let workers: Workers | undefined;

beforeEach(async () => {
  await resetDatabase();
  ada = await testPerson({ name: "Ada" });
  reference = await anIncident(ada);
  equipAgents({ tools: [LEAVE_TRACE, LEAVE_TRACE_ONCE], agents: [anAgent(undefined, [LEAVE_TRACE, LEAVE_TRACE_ONCE])] });
});
afterEach(async () => {
  await workers?.stop();
  await model?.close();
});

test("a run of twelve steps whose worker is killed in each goes on, and no tool call happens twice", async () => {
  const points: Point[] = ["ask", "begin", "did"];
  const plan = new Map(Array.from({ length: STEPS }, (_, index) => [index + 1, points[index % 3] as Point]));
  model = await playModel(stepByStep(LEAVE_TRACE.name, (step) => workers?.reach("ask", step)));
  workers = killingWorkers([model.url], plan);
  const id = await ask(ada, "Twelve steps", reference);
  const view = await until(ada, id);
  expect([workers.kills, workers.deaths]).toEqual([STEPS, STEPS]);
  expect(view.run).toMatchObject({ state: "done", driver: "model", steps: STEPS + 1, note: null });
  expect(await traces()).toEqual(Array.from({ length: STEPS }, (_, index) => `Step ${index + 1}`));
  expect(outputsIn(view)).toBe(STEPS);
  expect(wordsOf(view).endsWith("All done.")).toBe(true);
  await expectWhole(id);
}, 240_000);

test("the agent's own way goes on in the same manner", async () => {
  const plan = new Map(Array.from({ length: STEPS }, (_, index) => [index + 1, (index % 2 ? "begin" : "did") as Point]));
  workers = killingWorkers(["none", LEAVE_TRACE.name], plan);
  const view = await until(ada, await ask(ada, "Twelve steps", reference));
  expect([workers.kills, workers.deaths]).toEqual([STEPS, STEPS]);
  expect(view.run).toMatchObject({ state: "done", driver: "built-in", steps: STEPS + 1 });
  expect(await traces()).toEqual(Array.from({ length: STEPS }, (_, index) => `Step ${index + 1}`));
  expect(wordsOf(view)).toBe(`${Array.from({ length: STEPS }, (_, index) => `Now ${index + 1}. `).join("")}All done.`);
  await expectWhole(view.run.id);
}, 240_000);

test.each(["model", "built-in"])(
  "a call that nobody can repeat safely is not repeated: the %s way is told that its outcome is unknown",
  async (driver) => {
    model = await playModel(stepByStep(LEAVE_TRACE_ONCE.name, () => undefined));
    workers = killingWorkers(
      driver === "model" ? [model.url] : ["none", LEAVE_TRACE_ONCE.name],
      new Map([
        [3, "did" as Point],
        [5, "begin" as Point],
      ]),
    );
    const view = await until(ada, await ask(ada, "Twelve steps", reference));
    const done = Array.from({ length: STEPS }, (_, index) => `Step ${index + 1}`).filter((text) => text !== "Step 5");
    expect(await traces()).toEqual(done);
    const errors = view.chunks.flatMap(({ data }) => (data.type === "tool-output-error" ? [data.errorText] : []));
    expect(errors).toEqual(Array(2).fill("This call was interrupted, and its outcome is unknown. It was not made again."));
    expect(view.run).toMatchObject({ state: "done", driver });
    expect([workers.kills, workers.deaths]).toEqual([2, 2]);
  },
  120_000,
);

/** One call a step; which step it is stands in the request itself, so that a repeated request gets the same answer. */
function stepByStep(tool: string, reached: (step: number) => void): Script {
  return ({ messages }) => {
    const step = messages.filter(({ role }) => role === "assistant").length + 1;
    reached(step);
    if (step > STEPS) return { text: "All done." };
    return {
      text: ["Now", ` ${step}. `],
      calls: [{ id: "same-id-each-time", name: tool, arguments: { reference, text: `Step ${step}` } }],
      delayMs: 30,
    };
  };
}

type Workers = ReturnType<typeof killingWorkers>;

/** One worker at a time, each killed at the next point of the plan; the next is loaded meanwhile. */
function killingWorkers(args: string[], plan: Map<number, Point>) {
  let kills = 0;
  let deaths = 0;
  let isOver = false;
  let current: ChildProcess | undefined;
  let next = load(args);

  async function begin(): Promise<void> {
    const { child, loaded } = next;
    next = load(args);
    await loaded;
    if (isOver) return;
    current = child;
    child.once("exit", (_, signal) => {
      if (signal === "SIGKILL") deaths += 1;
    });
    child.on("message", (words: string) => {
      const [, point, step] = /^(begin|did) Step (\d+)$/.exec(words) ?? [];
      if (point) reach(point as Point, Number(step));
    });
    child.send("start");
  }

  function reach(point: Point, step: number): void {
    if (isOver || plan.get(step) !== point) return;
    plan.delete(step);
    kills += 1;
    current?.kill("SIGKILL");
    void begin();
  }

  void begin();
  return {
    get kills() {
      return kills;
    },
    /** Processes that the system ended by SIGKILL. */
    get deaths() {
      return deaths;
    },
    reach,
    async stop() {
      isOver = true;
      await Promise.all([current, next.child].map((child) => child && end(child)));
    },
  };
}

function load(args: string[]) {
  const child = spawn(NODE, [PROGRAM, ...args], { stdio: ["ignore", "inherit", "inherit", "ipc"], env: process.env });
  return { child, loaded: once(child, "message") };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

async function traces(): Promise<string[]> {
  return (await logOf(reference)).flatMap(({ fact }) => (fact.kind === "note" ? [fact.text] : []));
}

function outputsIn({ chunks }: Awaited<ReturnType<typeof until>>): number {
  return chunks.filter(({ data }) => data.type === "tool-output-available").length;
}

/** No gap in the transcript, each call settled once, one end on the timeline, and the incident's log whole. */
async function expectWhole(id: string): Promise<void> {
  const [chunks, steps, incident] = await Promise.all([
    db().agentRunChunk.findMany({ where: { runId: id }, orderBy: { seq: "asc" } }),
    db().agentStep.findMany({ where: { runId: id }, orderBy: { n: "asc" } }),
    db().incident.findUniqueOrThrow({ where: { reference }, select: { id: true } }),
  ]);
  expect(chunks.map(({ seq }) => seq)).toEqual(chunks.map((_, index) => index + 1));
  expect(steps.map(({ n, state }) => [n, state])).toEqual(Array.from({ length: STEPS }, (_, index) => [index + 1, "done"]));
  expect((await logOf(reference)).filter(({ fact }) => fact.kind === "agent")).toHaveLength(1);
  expect((await verifyIncident(incident.id)).problems).toEqual([]);
}
