import { beforeEach, expect, test } from "vitest";
import { CreateConnection } from "#lib/contracts/connection.ts";
import { StartRunbookRun } from "#lib/contracts/runbook-run.ts";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { createConnection } from "#server/connections/index.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { listClusters, planRunbookRun } from "../index.ts";
import { aRunbook } from "../testing/desk.ts";
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
