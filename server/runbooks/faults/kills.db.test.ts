import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { SaveSecret } from "#lib/contracts/runbook-run.ts";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { db } from "#server/platform/db.ts";
import { installationSecret } from "#server/platform/installation-secret.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { anIncident } from "#server/testing/incident.ts";
import { cancelRunbookRun, runStep, saveRunbookSecret } from "../index.ts";
import { approve, aRun, aRunbook, statesOf, until, untilEnd } from "../testing/desk.ts";

const PROGRAM = join(import.meta.dirname, "../testing/stand-in-worker.ts");
const NODE = join(import.meta.dirname, "../../../node_modules/.bin/node");
const CANARY = "c4nary/of+the=runbooks";
const MARK = "sleep 7741";
/** Milliseconds after the approval at which the worker dies: before, while and after the step is begun, does its work, and is recorded. */
const POINTS = [0, 20, 60, 120, 200, 300, 450, 650, 900, 1_200, 1_500, 1_900];
const ROUNDS = Math.max(1, Math.floor(Number(process.env.MUSTER_PROOF_SIZE ?? 0) / 200));

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
  - title: Tell
    secrets: [CANARY]
    shell: printf '%s\\n' "$CANARY"; printf %s "$CANARY" | base64
    undo: {none: it only tells}
`;

let ada: Somebody;
let grace: Somebody;
let folder: string;
let slug: string;
let worker: ChildProcess | null = null;

beforeEach(async () => {
  await resetDatabase();
  [ada, grace] = [await somebody("responder", { name: "Ada" }), await somebody("responder", { name: "Grace" })];
  const admin = await somebody("admin");
  await saveRunbookSecret(admin.ctx, SaveSecret.parse({ name: "CANARY", value: CANARY }));
  folder = mkdtempSync(join(tmpdir(), "muster-kills-"));
  slug = await aRunbook(ada.ctx, TEXT);
});
afterEach(() => {
  worker?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

async function startWorker(): Promise<void> {
  worker = spawn(NODE, [PROGRAM], { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, MUSTER_SECRET: await installationSecret() } });
  await new Promise<void>((resolve) => worker?.stdout?.once("data", () => resolve()));
}

async function killWorker(): Promise<void> {
  const ended = new Promise<void>((resolve) => worker?.once("exit", () => resolve()));
  worker?.kill("SIGKILL");
  await ended;
}

const traceOf = (name: string): string[] => {
  try {
    return readFileSync(join(folder, name), "utf8").trim().split("\n");
  } catch {
    return [];
  }
};

const left = (): string[] =>
  execFileSync("ps", ["-eo", "args"], { encoding: "utf8" })
    .split("\n")
    .filter((line) => line.startsWith(MARK));

test("a worker that is killed leaves no process, and its step is never run again by itself", { timeout: 3_600_000 }, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const point of ROUNDS > 1 ? POINTS : [60, 450, 1_500]) {
      const name = `trace-${round}-${point}`;
      await startWorker();
      const id = await aRun(ada.ctx, slug, { parameters: { trace: join(folder, name) } });
      await approve(grace.ctx, id);
      await pause(point);
      await killWorker();
      await expect.poll(left, { timeout: 5_000 }).toEqual([]);
      const before = traceOf(name);
      await startWorker();
      const view = await until(
        ada.ctx,
        id,
        ({ run, steps }) => run.state === "waiting" && steps.some(({ state, n }) => n === 1 && ["unknown", "completed"].includes(state)),
      );
      const [first] = statesOf(view);
      const after = traceOf(name);
      expect(after.filter((line) => line === "begun").length, `${point} ${first}`).toBeLessThanOrEqual(1);
      if (first === "unknown") expect(after, `${point}`).toEqual(before);
      await killWorker();
    }
  }
});

test("a step that is unknown runs again when a person says so, with a new approval; a secret stands nowhere", { timeout: 60_000 }, async () => {
  const incident = await anIncident(ada.ctx);
  await startWorker();
  const id = await aRun(ada.ctx, slug, { parameters: { trace: join(folder, "again") }, incident });
  await approve(grace.ctx, id);
  await until(ada.ctx, id, ({ steps }) => steps.some(({ state }) => state === "running"));
  await killWorker();
  await startWorker();
  await until(ada.ctx, id, ({ run }) => run.waitsFor === "decision");
  await runStep(ada.ctx, { id, n: 1 });
  await approve(grace.ctx, id);
  await approve(grace.ctx, id);
  const view = await untilEnd(ada.ctx, id);
  expect([view.run.state, statesOf(view)]).toEqual(["succeeded", ["completed", "completed"]]);
  const told = view.events.map(({ data }) => (data.type === "output" ? data.text : "")).join("");
  expect(told).toContain("••••••");
  const stored = await db().$queryRaw<{ text: string }[]>`
    SELECT data::text AS text FROM runbook_event UNION ALL SELECT payload::text FROM timeline_event UNION ALL SELECT plan::text FROM runbook_run
    UNION ALL SELECT detail FROM runbook_step WHERE detail IS NOT NULL UNION ALL SELECT sealed FROM runbook_secret UNION ALL SELECT detail::text FROM audit_entry`;
  const all = `${JSON.stringify(view)}${stored.map(({ text }) => text).join("\n")}`;
  for (const form of [CANARY, encodeURIComponent(CANARY), Buffer.from(CANARY).toString("base64"), Buffer.from(CANARY).toString("hex")])
    expect(all).not.toContain(form);
});

test("a command that runs is ended when its run is cancelled", { timeout: 60_000 }, async () => {
  await startWorker();
  const id = await aRun(ada.ctx, slug, { parameters: { trace: join(folder, "cancelled") } });
  await approve(grace.ctx, id);
  await until(ada.ctx, id, ({ steps }) => steps.some(({ state }) => state === "running"));
  await cancelRunbookRun(ada.ctx, { id, reason: "enough" });
  const view = await untilEnd(ada.ctx, id);
  expect([view.run.state, view.run.note, statesOf(view)[0]]).toEqual(["cancelled", "Ada: enough", "cancelled"]);
  await expect.poll(left, { timeout: 5_000 }).toEqual([]);
});
