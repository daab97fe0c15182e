import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ListChanges } from "#lib/contracts/change.ts";
import { CreateConnection } from "#lib/contracts/connection.ts";
import type { Somebody } from "#server/auth/testing/people.ts";
import { createConnection } from "#server/connections/index.ts";
import { aReplicaSet, kubeconfigFor, listOf } from "#server/connectors/testing/cluster.ts";
import { type FarSide, startFarSide } from "#server/connectors/testing/far-side.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { anIncident, aService, logOf } from "#server/testing/incident.ts";
import { administratorAllowing } from "#server/webhooks/testing/webhook.ts";
import { followConnections, listChanges } from "./index.ts";

let far: FarSide;
let admin: Somebody;
const follow = () => followConnections(systemCtx("Connections"));
const titles = async () =>
  (await listChanges(admin.ctx, ListChanges.parse({}))).items.map(({ title, kind, source, service }) => [title, kind, source, service?.name]);
const minutesAgo = (minutes: number) => Date.now() - minutes * 60_000;

beforeAll(async () => {
  far = await startFarSide();
});
afterAll(() => far.close());
beforeEach(async () => {
  await resetDatabase();
  admin = await administratorAllowing(far.host);
  far.asked.length = 0;
});

test("annotations of Grafana become changes, once, and what its alerts wrote does not", async () => {
  const service = await aService("Checkout");
  const { slug } = await db().service.findUniqueOrThrow({ where: { id: service } });
  const reference = await anIncident(admin.ctx, { services: [service] });
  const annotations = [
    { id: 1, time: minutesAgo(5), text: "Release 4.2", tags: ["deploy", `service:${slug}`], login: "grace" },
    { id: 2, time: minutesAgo(4), text: "Latency", alertName: "Latency", newState: "alerting" },
  ];
  far.routes = { "/api/annotations": { body: annotations } };
  await createConnection(
    admin.ctx,
    CreateConnection.parse({ kind: "grafana", name: "Grafana", settings: { url: far.url }, secrets: { token: "t0ken-of-grafana" } }),
  );
  await follow();
  await follow();
  expect(await titles()).toEqual([["Release 4.2", "deploy", "Grafana", "Checkout"]]);
  expect((await logOf(reference)).filter(({ fact }) => fact.kind === "change")).toHaveLength(1);
  const [first, second] = far.asked.filter(({ path }) => path === "/api/annotations").map(({ query }) => Number(query.get("from")));
  expect(second).toBeGreaterThan(first ?? 0);
});

test("rollouts of Kubernetes become changes", async () => {
  const container = (image: string) => ({ name: "app", image });
  const at = (minutes: number) => new Date(minutesAgo(minutes)).toISOString();
  const sets = [aReplicaSet("checkout", 1, at(600), container("checkout:1")), aReplicaSet("checkout", 2, at(10), container("checkout:2"))];
  far.routes = { "/apis/apps/v1/replicasets": listOf(sets), "*": listOf([]) };
  await createConnection(
    admin.ctx,
    CreateConnection.parse({ kind: "kubernetes", name: "Cluster", settings: {}, secrets: { kubeconfig: kubeconfigFor(far.url) } }),
  );
  await follow();
  await follow();
  expect(await titles()).toEqual([[expect.stringContaining("checkout rolled out revision 2"), "deploy", "Cluster", "checkout"]]);
});

test("a system that is away is asked again from where it was read to, and the reason is kept", async () => {
  far.routes = { "/api/annotations": { status: 401, body: { message: "no" } } };
  await createConnection(
    admin.ctx,
    CreateConnection.parse({ kind: "grafana", name: "Grafana", settings: { url: far.url }, secrets: { token: "t0ken-of-grafana" } }),
  );
  await follow();
  const { readTo, triedAt, problem } = await db().changeCursor.findFirstOrThrow();
  expect(problem).toMatch(/answered 401/);
  expect(readTo.getTime()).toBeLessThan(triedAt.getTime() - 3_000_000);
});
