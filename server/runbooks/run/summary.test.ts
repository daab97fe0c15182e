import { expect, test } from "vitest";
import type { StepView } from "#lib/contracts/runbook-run.ts";
import { idOf } from "#lib/testing/room.ts";
import { shippedRunbooks } from "../library/shipped.ts";
import { planRun } from "../plan/plan-run.ts";
import { runMarkdown, spanWords } from "./summary.ts";

const VALUES = { namespace: "production", deployment: "api-server", replicas: "5" };
const STARTED = "2024-12-20T15:30:00.000Z";
const at = (seconds: number): string => new Date(Date.parse(STARTED) + seconds * 1_000).toISOString();

type Told = Partial<StepView> & { for?: number };

const view = (phase: StepView["phase"], n: number, { for: seconds, ...told }: Told): StepView => ({
  phase,
  n,
  state: "pending",
  attempt: 1,
  detail: null,
  exitCode: null,
  isReady: false,
  undoState: null,
  undoNote: null,
  startedAt: seconds === undefined ? null : STARTED,
  endedAt: seconds === undefined ? null : at(seconds),
  ...told,
});

const CHECKS = [
  "kubectl is there",
  "Connected to prod-cluster",
  "production namespace found",
  "api-server deployment found",
  "5/5 pods ready",
  "min available: 3",
  "yes",
  "deployment/api-server is this run's own now",
];

function told(state: Parameters<typeof runMarkdown>[0]["state"], steps: Told[], watches: Told[] = []): string {
  const runbook = shippedRunbooks().get("pod-restart-graceful")?.runbook;
  const plan = runbook && planRun(runbook, VALUES, "run", () => null).plan;
  if (!plan) throw new Error("It is shipped.");
  const head = {
    state,
    title: plan.title,
    slug: plan.slug,
    target: plan.target,
    mode: "run" as const,
    startedBy: { type: "user" as const, id: idOf(1), name: "Ada" },
    startedAt: STARTED,
    endedAt: at(135),
  };
  const views = [
    ...CHECKS.map((detail, index) => view("preflight", index + 1, { state: "completed", detail })),
    ...steps.map((one, index) => view("step", index + 1, one)),
    ...watches.map((one, index) => view("verification", index + 1, one)),
  ];
  return `${runMarkdown(head, plan, views, at(135))}\n`;
}

const SKIPPED: Told = { state: "skipped", detail: "not required for pod restart", for: 0 };
const DONE: Told = { state: "completed", for: 4 };

test("a run that succeeded reads as the seed's does", async () => {
  const text = told(
    "succeeded",
    [SKIPPED, DONE, { ...DONE, for: 45 }, DONE, { ...DONE, for: 80 }],
    [
      { state: "completed", detail: "held at 6 looks" },
      { state: "completed", detail: "held at 6 looks" },
    ],
  );
  await expect(text).toMatchFileSnapshot("golden/succeeded.md");
});

test("a run that failed and was rolled back says what was taken back, and what was not", async () => {
  const steps: Told[] = [
    SKIPPED,
    { ...DONE, undoState: "undone" },
    { state: "timed_out", detail: "it had not ended after 60 s, and was ended", for: 60 },
    { attempt: 0 },
    { attempt: 0 },
  ];
  await expect(told("rolled_back", steps)).toMatchFileSnapshot("golden/rolled-back.md");
});

test("a run whose worker died says which step nobody knows of, and markup in details is none", async () => {
  const steps: Told[] = [
    SKIPPED,
    { state: "unknown", detail: "the worker that ran it ended | look\n# what it has `done`", for: 12 },
    { attempt: 0 },
    { attempt: 0 },
    { attempt: 0 },
  ];
  await expect(told("failed", steps)).toMatchFileSnapshot("golden/unknown.md");
});

test.each([
  [0, "0 seconds"],
  [1_000, "1 second"],
  [135_000, "2 minutes 15 seconds"],
  [3_600_000, "1 hour"],
  [3_661_000, "1 hour 1 minute 1 second"],
])("%d ms is told as %s", (milliseconds, words) => {
  expect(spanWords(milliseconds)).toBe(words);
});
