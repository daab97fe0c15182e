import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CreateConnection } from "#lib/contracts/connection.ts";
import { StartRunbookRun } from "#lib/contracts/runbook-run.ts";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { createConnection } from "#server/connections/index.ts";
import { db } from "#server/platform/db.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { listClusters, planRunbookRun, proposeRunbookRun, startProposed, startRunbookRuns } from "../index.ts";
import { approve, aRunbook, until, untilEnd, untilWaiting } from "../testing/desk.ts";
import { surroundingsOf } from "./cluster.ts";

let ada: Somebody;
const connect = (name: string) => {
  const kubeconfig = `contexts: [{name: x, context: {cluster: c, user: u}}]
current-context: x
clusters: [{name: c, cluster: {server: "https://${name.toLowerCase()}.example.com"}}]
users: [{name: u, user: {token: t0ken}}]`;
  const settings = { context: "", namespaces: [] };
  return createConnection(ada.ctx, CreateConnection.parse({ kind: "kubernetes", name, settings, secrets: { kubeconfig } }));
};
const planned = (more: object) => planRunbookRun(ada.ctx, StartRunbookRun.parse({ slug: "look", parameters: {}, ...more }));

beforeEach(async () => {
  await resetDatabase();
  ada = await somebody("admin", { name: "Ada" });
  await aRunbook(ada.ctx, "name: look\nsteps:\n  - title: Look\n    kubectl: get pods -n shop\n");
  await connect("Berlin");
  await connect("Austin");
});

test("a run is made on the cluster that is named, and stays on it; without a name on the first", async () => {
  expect(await listClusters(ada.ctx, {})).toEqual({ names: ["Austin", "Berlin"] });
  expect((await planned({})).plan?.cluster).toBe("Austin");
  const { plan } = await planned({ cluster: "Berlin" });
  expect(plan?.cluster).toBe("Berlin");
  const around = await surroundingsOf(ada.ctx, null, plan?.cluster);
  expect(around.scope).toBe("Berlin");
  expect(around.kubeconfig).toContain("https://berlin.example.com");
  expect(around.kubeconfig).not.toContain("austin");
  expect(around.links.filter(({ kind }) => kind === "kubernetes")).toHaveLength(1);
});

test("one that is not connected is no other instead", async () => {
  expect(await planned({ cluster: "Cairo" })).toMatchObject({
    plan: null,
    faults: [{ name: "cluster", message: "The cluster “Cairo” is not connected. Choose another, or connect it in Settings → Connections." }],
  });
  expect(await surroundingsOf(ada.ctx, null, "Cairo")).toMatchObject({ clusterName: null, kubeconfig: null });
});

describe("an approval is for the cluster that its run is really made on", () => {
  let grace: Somebody;
  let stop: () => Promise<void>;
  beforeAll(startListener);
  afterAll(stopListener);
  beforeEach(async () => {
    grace = await somebody("responder", { name: "Grace" });
    await aRunbook(ada.ctx, "name: touch\nsteps:\n  - title: Touch\n    shell: 'true'\n    undo: {none: it does nothing}\n");
    stop = startRunbookRuns();
  });
  afterEach(() => stop());

  const proposed = async () => (await proposeRunbookRun(ada.ctx, StartRunbookRun.parse({ slug: "touch", mode: "run" }))).id;

  test("where none was connected when it was planned, on none, whatever is connected later", async () => {
    await db().connection.deleteMany();
    const id = await proposed();
    await connect("Cairo");
    await startProposed(ada.ctx, { id });
    const { plan, approvals } = await untilWaiting(ada.ctx, id, "approval");
    expect([plan.cluster, approvals[0]?.bound.cluster]).toEqual([null, null]);
    expect(await surroundingsOf(ada.ctx, null, plan.cluster)).toMatchObject({ clusterName: null, kubeconfig: null, warnings: [] });
    await approve(grace.ctx, id);
    expect((await untilEnd(ada.ctx, id)).run.state).toBe("succeeded");
  });

  test("one that an old plan does not name is named by it, and another one voids it", async () => {
    const id = await proposed();
    await db().$executeRaw`UPDATE runbook_run SET plan = plan - 'cluster' WHERE id = ${id}::uuid`;
    await startProposed(ada.ctx, { id });
    expect((await untilWaiting(ada.ctx, id, "approval")).approvals[0]?.bound.cluster).toBe("Austin");
    await db().connection.deleteMany({ where: { name: "Austin" } });
    await approve(grace.ctx, id);
    const again = await until(ada.ctx, id, ({ approvals, run }) => run.waitsFor === "approval" && approvals.some(({ state }) => state === "void"));
    expect(again.approvals.map(({ state, reason, bound }) => [state, reason, bound.cluster])).toEqual([
      ["asked", null, "Berlin"],
      ["void", "the cluster is another one: it was “Austin”, and is “Berlin”", "Austin"],
    ]);
  });
});
