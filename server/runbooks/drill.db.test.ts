import { execFileSync } from "node:child_process";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ClusterChoices, StartRunbookRun } from "#lib/contracts/runbook-run.ts";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { startDrill, startDrills } from "#server/drills/index.ts";
import { db } from "#server/platform/db.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { logOf } from "#server/testing/incident.ts";
import { verifyIncident } from "#server/timeline/index.ts";
import { answerStep, clusterChoices, planRunbookRun, rollBack, runStep, startRunbookRuns } from "./index.ts";
import { shippedRunbooks } from "./library/shipped.ts";
import { approve, aRun, statesOf, until, untilEnd, untilWaiting } from "./testing/desk.ts";

/** The tests of this file are skipped where the machine has no kubectl. */
const hasKubectl = (() => {
  try {
    execFileSync("kubectl", ["version", "--client"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

let ada: Somebody;
let grace: Somebody;
let incident: string;
let stops: (() => Promise<void>)[] = [];
/** Runbooks of which a run went through to its end. */
const ranGreen = new Set<string>();
let isWhole = false;

beforeAll(startListener);
afterAll(stopListener);
beforeEach(async () => {
  await resetDatabase();
  [ada, grace] = [await somebody("responder", { name: "Ada" }), await somebody("responder", { name: "Grace" })];
  stops = [startDrills(), startRunbookRuns()];
  incident = (await startDrill(ada.ctx, { scenario: "calm" })).reference;
});
afterEach(async ({ task }) => {
  isWhole = task.suite?.tasks.every(({ mode }) => mode === "run") ?? false;
  await Promise.all(stops.map((stop) => stop()));
});

async function run(slug: string, parameters: Record<string, string>, approvals: number) {
  const id = await aRun(ada.ctx, slug, { parameters, incident });
  for (let turn = 0; turn < approvals; turn += 1) await approve(grace.ctx, id);
  return untilGreen(id);
}

async function untilGreen(id: string) {
  const view = await untilEnd(ada.ctx, id);
  if (view.run.state === "succeeded" && view.run.mode !== "dry") ranGreen.add(view.run.slug);
  return view;
}

describe.skipIf(!hasKubectl)("on the practice cluster, with the real kubectl (skipped where the machine has none)", () => {
  // Where only some tests are wanted, not every runbook is run.
  afterAll(() => {
    if (isWhole) expect([...shippedRunbooks().keys()].filter((slug) => !ranGreen.has(slug))).toEqual([]);
  });

  test("the seed's pod-restart runs from its checks to its verification, and stands on the timeline", { timeout: 60_000 }, async () => {
    await run("scale-out", { deployment: "payment-api", wanted: "5" }, 1);
    const view = await run("pod-restart-graceful", { deployment: "payment-api" }, 1);
    expect(view.run.state).toBe("succeeded");
    expect(statesOf(view)).toEqual(["skipped", "completed", "completed", "completed", "completed"]);
    expect(view.summary).toContain("| Replicas | PASS | 5/5 pods ready |");
    expect(view.summary).toContain("| PDB exists | PASS | min available: 2 |");
    expect(view.summary).toContain("| Deployment exists | PASS | payment-api deployment found |");
    expect(view.summary).toMatch(
      /\*\*Step 2\/5\*\*: Scale down by 1 replica\n\n```bash\nkubectl scale deployment payment-api -n shop --replicas=4\n```\n\nStatus: COMPLETED/,
    );
    expect(view.summary).toMatch(/- Total Steps: 5\n- Completed: 4\n- Skipped: 1\n- Failed: 0\n- Duration: [\s\S]*Result: SUCCESS/);
    expect(view.events.flatMap(({ data }) => (data.type === "output" ? [data.text] : [])).join("")).toContain("deployment.apps/payment-api scaled");
    const told = (await logOf(incident)).flatMap(({ fact }) => {
      if (fact.kind === "runbook") return [fact.event];
      if (fact.kind === "approval") return [fact.decision];
      return fact.kind === "runbook_step" ? [fact.state] : [];
    });
    expect(told.slice(-9)).toEqual(["started", "skipped", "asked", "approved", "completed", "completed", "completed", "completed", "succeeded"]);
    const { id } = await db().incident.findUniqueOrThrow({ where: { reference: incident }, select: { id: true } });
    expect((await verifyIncident(id)).problems).toEqual([]);
  });

  test.each([
    ["rolling-restart", { deployment: "orders" }, 1],
    ["deployment-rollback", { deployment: "orders" }, 1],
    ["configuration-update", { deployment: "catalogue", key: "LOG_LEVEL", value: "debug", before: "info" }, 2],
    ["node-drain", { node: "worker-2" }, 2],
    ["disk-cleanup", {}, 1],
  ] as const)("%s runs green", { timeout: 120_000 }, async (slug, parameters, approvals) => {
    const view = await run(slug, { ...(slug === "node-drain" ? {} : { namespace: "shop" }), ...parameters }, approvals);
    expect([view.run.state, statesOf(view)], view.summary).toEqual(["succeeded", view.plan.steps.map(() => "completed")]);
  });

  test("traffic-drain runs green, and the pod is out of its service", { timeout: 60_000 }, async () => {
    const pods = await clusterChoices(ada.ctx, ClusterChoices.parse({ incident, kind: "pod", namespace: "shop" }));
    const pod = pods.names.find((name) => name.startsWith("storefront-")) ?? "";
    const view = await run("traffic-drain", { namespace: "shop", service: "storefront", pod }, 1);
    expect([view.run.state, statesOf(view)], view.summary).toEqual(["succeeded", view.plan.steps.map(() => "completed")]);
    expect(view.run.target).toBe(`pod/${pod}`);
    await rollBack(ada.ctx, { id: view.run.id });
    await until(ada.ctx, view.run.id, ({ run: { state } }) => state === "rolled_back");
  });

  test("certificate-renewal runs green where one has run out", { timeout: 60_000 }, async () => {
    incident = (await startDrill(ada.ctx, { scenario: "expired-certificate" })).reference;
    const view = await run("certificate-renewal", { certificate: "inventory-tls", deployment: "inventory" }, 2);
    expect([view.run.state, statesOf(view)], view.summary).toEqual(["succeeded", view.plan.steps.map(() => "completed")]);
  });

  test("database-failover-procedure runs green once its question is answered", { timeout: 60_000 }, async () => {
    const id = await aRun(ada.ctx, "database-failover-procedure", { incident });
    await untilWaiting(ada.ctx, id, "answer");
    await answerStep(ada.ctx, { id, n: 2, answer: "Yes, fail over" });
    await approve(grace.ctx, id);
    expect(statesOf(await untilGreen(id))).toEqual(["completed", "completed", "completed", "completed", "completed"]);
  });

  test("a dry run reads and shows, and changes nothing", { timeout: 60_000 }, async () => {
    const view = await untilEnd(ada.ctx, await aRun(ada.ctx, "scale-out", { parameters: { deployment: "checkout" }, incident, mode: "dry" }));
    expect(statesOf(view)).toEqual(["completed", "shown", "completed"]);
    expect(
      (await planRunbookRun(ada.ctx, StartRunbookRun.parse({ slug: "scale-out", incident, parameters: { deployment: "checkout" } }))).read.replicas,
    ).toBe("3");
  });

  test("an approval voids itself when the target has moved, says what differs, and asks anew", { timeout: 60_000 }, async () => {
    const id = await aRun(ada.ctx, "scale-out", { parameters: { deployment: "checkout", wanted: "5" }, incident });
    const { around } = { around: await db().drill.findFirstOrThrow({ select: { addresses: true } }) };
    const asked = await untilWaiting(grace.ctx, id, "approval");
    expect(asked.approvals[0]?.bound).toMatchObject({
      observed: "3",
      argv: ["kubectl", "scale", "deployment", "checkout", "-n", "shop", "--replicas=5"],
    });
    const { kubernetes } = around.addresses as { kubernetes: string };
    await fetch(`${kubernetes}/apis/apps/v1/namespaces/shop/deployments/checkout/scale`, {
      method: "PATCH",
      headers: { "content-type": "application/merge-patch+json" },
      body: JSON.stringify({ spec: { replicas: 4 } }),
    });
    await approve(grace.ctx, id);
    const again = await until(
      grace.ctx,
      id,
      ({ approvals }) => approvals.some(({ state }) => state === "void") && approvals.some(({ state }) => state === "asked"),
    );
    expect(again.approvals.find(({ state }) => state === "void")?.reason).toBe("the target has changed: it was “3”, and is “4”");
    expect(statesOf(again)[1]).toBe("approval");
    await approve(grace.ctx, id);
    expect((await untilEnd(ada.ctx, id)).run.state).toBe("succeeded");
  });

  test("what was done is taken back last first, each verified by its command", { timeout: 60_000 }, async () => {
    const view = await run("scale-out", { deployment: "checkout", wanted: "5" }, 1);
    await rollBack(ada.ctx, { id: view.run.id });
    const back = await until(ada.ctx, view.run.id, ({ run: { state } }) => state === "rolled_back");
    expect(back.steps.find(({ phase, n }) => phase === "step" && n === 2)?.undoState).toBe("undone");
    const now = await planRunbookRun(ada.ctx, StartRunbookRun.parse({ slug: "scale-out", incident, parameters: { deployment: "checkout" } }));
    expect(now.read.replicas).toBe("3");
  });

  test("guided, each step waits for a person", { timeout: 60_000 }, async () => {
    const id = await aRun(ada.ctx, "deployment-rollback", { parameters: { deployment: "orders" }, incident, mode: "guided" });
    const first = await untilWaiting(ada.ctx, id, "step");
    expect(statesOf(first)).toEqual(["ready", "pending", "pending"]);
    await runStep(ada.ctx, { id, n: 1 });
    const second = await until(
      ada.ctx,
      id,
      ({ run: { waitsFor }, steps }) => waitsFor === "step" && steps.some(({ phase, n, state }) => phase === "step" && n === 2 && state === "ready"),
    );
    expect(statesOf(second)).toEqual(["completed", "ready", "pending"]);
  });

  test("nobody else works on the same target meanwhile", { timeout: 60_000 }, async () => {
    const first = await aRun(ada.ctx, "scale-out", { parameters: { deployment: "checkout" }, incident });
    await untilWaiting(ada.ctx, first, "approval");
    const second = await untilWaiting(
      grace.ctx,
      await aRun(grace.ctx, "rolling-restart", { parameters: { deployment: "checkout" }, incident }),
      "decision",
    );
    expect(second.steps.find(({ state }) => state === "failed")?.detail).toContain("“Scale out”, started by Ada, works on it");
  });
});
