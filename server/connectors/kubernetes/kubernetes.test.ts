import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { testLink } from "../registry.ts";
import { anObject, aReplicaSet, kubeconfigFor, linkToCluster, listOf } from "../testing/cluster.ts";
import { type FarSide, startFarSide } from "../testing/far-side.ts";
import { describeObject, listObjects, podLogs, readChanges, readEvents, rolloutHistory } from "./operations.ts";

let far: FarSide;
beforeEach(async () => {
  far = await startFarSide();
});
afterEach(() => far.close());

const WINDOW = { from: Date.parse("2026-11-23T14:00:00Z"), to: Date.parse("2026-11-23T15:00:00Z") };
const list = (input: object) => listObjects.input.parse(input);

describe("a cluster", () => {
  test("is listed page by page, with kinds, without book-keeping and without what looks like a secret", async () => {
    const env = [
      { name: "DB_PASSWORD", value: "hunter2" },
      { name: "DB_URL", value: "postgres://shop:hunter2@db/shop" },
      { name: "POOL", value: "10" },
    ];
    const pods = Array.from({ length: 1_200 }, (_, index) => anObject({ name: `api-${index}`, spec: { containers: [{ name: "api", env }] } }));
    far.routes["/api/v1/pods"] = listOf(pods);
    const { rows, provenance } = await listObjects.run(await linkToCluster(far.url), list({ resource: "pods", limit: 5_000 }));
    expect([rows.length, far.asked.length, provenance.request.length, provenance.truncated]).toEqual([1_200, 3, 3, false]);
    expect(far.asked[0]?.headers.authorization).toBe("Bearer clu5ter-token");
    expect(rows[0]).toMatchObject({
      kind: "Pod",
      spec: { containers: [{ env: [{ value: "•••" }, { value: "postgres://•••@db/shop" }, { value: "10" }] }] },
    });
    expect(rows[0]?.metadata).not.toHaveProperty("managedFields");
    expect((await listObjects.run(await linkToCluster(far.url), list({ resource: "pods", limit: 700 }))).provenance).toMatchObject({
      rows: 700,
      truncated: true,
    });
  });

  test("whose list expires while it is read gives what was read, and says that there was more", async () => {
    far.routes["/api/v1/pods"] = ({ query }) =>
      query.get("continue")
        ? { status: 410, body: { message: "expired" } }
        : { body: { metadata: { continue: "x" }, items: [anObject({ name: "api" })] } };
    const { rows, provenance } = await listObjects.run(await linkToCluster(far.url), list({ resource: "pods" }));
    expect([rows.length, provenance.truncated]).toEqual([1, true]);
  });

  test("is read in its own namespaces where the account may not see all", async () => {
    far.routes["/api/v1/namespaces/shop/pods"] = listOf([anObject({ name: "a" })]);
    far.routes["/api/v1/namespaces/pay/pods"] = listOf([anObject({ name: "b" })]);
    const link = await linkToCluster(far.url, { namespaces: ["shop", "pay"] });
    expect((await listObjects.run(link, list({ resource: "pods" }))).rows.map(({ metadata }) => metadata.name)).toEqual(["a", "b"]);
  });

  test("has no secrets to read, and of config maps only when they changed", async () => {
    expect(listObjects.input.safeParse({ resource: "secrets" }).success).toBe(false);
    far.routes["/api/v1/configmaps"] = listOf([anObject({ name: "flags" })]);
    await listObjects.run(await linkToCluster(far.url), list({ resource: "configmaps" }));
    expect(far.asked[0]?.headers.accept).toContain("as=PartialObjectMetadataList");
  });

  test("is tested: version, pods and nodes, or that nodes are not shown", async () => {
    far.routes["/version"] = { body: { gitVersion: "v1.34.1" } };
    far.routes["/api/v1/pods"] = listOf(Array.from({ length: 42 }, (_, index) => anObject({ name: `p${index}` })));
    far.routes["/api/v1/nodes"] = listOf([anObject({ name: "n1" }), anObject({ name: "n2" }), anObject({ name: "n3" })]);
    const link = await linkToCluster(far.url);
    expect(await testLink(link)).toBe("Kubernetes 1.34.1, 42 pods, 3 nodes.");
    far.routes["/api/v1/nodes"] = { status: 403, body: { message: "nodes is forbidden" } };
    expect(await testLink(link)).toBe("Kubernetes 1.34.1, 42 pods, nodes not shown to this account.");
    far.routes["/version"] = { status: 401 };
    await expect(testLink(link)).rejects.toThrow("Kubernetes answered 401: check KUBECONFIG.");
  });

  test("is refused when its kubeconfig would skip the check of certificates, or has no such context", async () => {
    const skipping = kubeconfigFor(far.url).replace("server:", "insecure-skip-tls-verify: true, server:");
    await expect(linkToCluster(far.url, {}, skipping)).rejects.toThrow("skips the check of certificates");
    await expect(linkToCluster(far.url, { context: "prod" })).rejects.toThrow("no context “prod” with a cluster. There are: shop.");
    await expect(linkToCluster(far.url, {}, "{")).rejects.toThrow("no kubeconfig that can be read");
  });
});

test("a pod's log is read with instants, also from before the last restart, and cut where it is long", async () => {
  const log = "2026-11-23T14:30:00.123456789Z pool exhausted\n2026-11-23T14:30:01Z panic: closed\n";
  far.routes["/api/v1/namespaces/shop/pods/api-1/log"] = { body: log };
  const input = podLogs.input.parse({ namespace: "shop", pod: "api-1", previous: true });
  const { rows } = await podLogs.run(await linkToCluster(far.url), input);
  expect(rows).toEqual([
    { at: Date.parse("2026-11-23T14:30:00.123Z"), line: "pool exhausted" },
    { at: Date.parse("2026-11-23T14:30:01Z"), line: "panic: closed" },
  ]);
  expect([far.asked[0]?.query.get("previous"), far.asked[0]?.query.get("timestamps")]).toEqual(["true", "true"]);
  far.routes["/api/v1/namespaces/shop/pods/api-1/log"] = { body: log.repeat(100) };
  const cut = await podLogs.run(await linkToCluster(far.url), { ...input, bytes: 1_000 });
  expect(cut.provenance.truncated).toBe(true);
  expect(cut.rows.at(-1)?.at).not.toBeNull();
});

test("an object is described with its events, and events are taken by when they were last seen", async () => {
  const event = (name: string, fields: object) => anObject({ name, reason: name, ...fields });
  const events = [
    event("late", { lastTimestamp: "2026-11-23T14:40:00Z" }),
    event("early", { series: { lastObservedTime: "2026-11-23T14:10:00Z" }, eventTime: "2026-11-23T09:00:00Z" }),
    event("before", { lastTimestamp: null, eventTime: "2026-11-23T13:00:00Z" }),
  ];
  far.routes["/api/v1/namespaces/shop/events"] = listOf(events);
  far.routes["/api/v1/namespaces/shop/pods/api-1"] = { body: anObject({ name: "api-1" }) };
  const link = await linkToCluster(far.url);
  const [described] = (await describeObject.run(link, { resource: "pods", name: "api-1", namespace: "shop" })).rows;
  expect([described?.object.kind, described?.events.length]).toEqual(["Pod", 3]);
  expect(far.asked[1]?.query.get("fieldSelector")).toBe("involvedObject.name=api-1,involvedObject.kind=Pod");
  const found = await readEvents.run(link, { ...WINDOW, namespace: "shop", limit: 100 });
  expect(found.rows.map(({ reason }) => reason)).toEqual(["early", "late"]);
});

describe("what changed", () => {
  const first = { image: "api:1", env: [{ name: "POOL", value: "100" }] };
  const second = {
    image: "api:2",
    env: [
      { name: "LOG", value: "info" },
      { name: "POOL", value: "10" },
    ],
  };

  beforeEach(() => {
    far.routes = {
      "/apis/apps/v1/namespaces/shop/replicasets": listOf([
        aReplicaSet("api", 2, "2026-11-23T14:15:00Z", second),
        aReplicaSet("api", 1, "2026-11-20T10:00:00Z", first),
      ]),
      "/apis/apps/v1/namespaces/shop/deployments": listOf([]),
      "/apis/apps/v1/namespaces/shop/controllerrevisions": listOf([]),
      "/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers": listOf([]),
      "/api/v1/namespaces/shop/configmaps": listOf([]),
    };
  });

  test("is each rollout with its difference, by the names of containers and variables", async () => {
    const history = await rolloutHistory.run(await linkToCluster(far.url), { namespace: "shop", deployment: "api" });
    expect(history.rows.map(({ revision, images, diff }) => [revision, images, diff])).toEqual([
      [1, ["api:1"], null],
      [
        2,
        ["api:2"],
        [
          "+ spec.containers[api].env[LOG].value: info",
          "- spec.containers[api].env[POOL].value: 100",
          "+ spec.containers[api].env[POOL].value: 10",
          "- spec.containers[api].image: api:1",
          "+ spec.containers[api].image: api:2",
        ],
      ],
    ]);
    const { rows } = await readChanges.run(await linkToCluster(far.url), { ...WINDOW, namespace: "shop" });
    expect(rows).toMatchObject([
      { kind: "deploy", service: "api", at: Date.parse("2026-11-23T14:15:00Z"), title: "api rolled out revision 2 (api:2)" },
    ]);
  });

  test("is a roll-back at the time when it happened, though its replica set is old", async () => {
    const old = aReplicaSet("api", 3, "2026-11-20T10:00:00Z", first);
    far.routes["/apis/apps/v1/namespaces/shop/replicasets"] = listOf([aReplicaSet("api", 2, "2026-11-23T14:15:00Z", second), old]);
    const conditions = [{ type: "Progressing", lastUpdateTime: "2026-11-23T14:45:00Z" }];
    far.routes["/apis/apps/v1/namespaces/shop/deployments"] = listOf([anObject({ name: "api", status: { conditions } })]);
    const { rows } = await readChanges.run(await linkToCluster(far.url), { ...WINDOW, namespace: "shop" });
    expect(rows.map(({ at, title }) => [new Date(at).toISOString(), title])).toEqual([
      ["2026-11-23T14:15:00.000Z", "api rolled out revision 2 (api:2)"],
      ["2026-11-23T14:45:00.000Z", "api rolled back to revision 3 (api:1)"],
    ]);
  });

  test("is a config map that somebody wrote, and not the cluster's own book-keeping", async () => {
    const written = (name: string, manager: string) =>
      anObject({ name, labels: { app: "api" }, metadata: { managedFields: [{ manager, operation: "Update", time: "2026-11-23T14:20:00Z" }] } });
    far.routes["/api/v1/namespaces/shop/configmaps"] = listOf([written("flags", "kubectl-edit"), written("root-ca", "kube-controller-manager")]);
    const { rows } = await readChanges.run(await linkToCluster(far.url), { ...WINDOW, namespace: "shop" });
    expect(rows.filter(({ kind }) => kind === "configuration")).toMatchObject([
      { title: "Config map flags was changed", author: "kubectl-edit", service: "api" },
    ]);
  });
});
