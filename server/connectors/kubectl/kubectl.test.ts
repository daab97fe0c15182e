import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { anObject, aReplicaSet, linkToCluster, listOf } from "../testing/cluster.ts";
import { type FarSide, startFarSide } from "../testing/far-side.ts";
import { readArgv } from "./read-argv.ts";
import { runKubectl } from "./run.ts";

const argv = (line: string): string[] => line.split(" ");

describe("arguments of kubectl", () => {
  test("are read as people write them", () => {
    const cases: [string, object][] = [
      ["get pods -n shop", { verb: "get", resource: "pods", name: null, namespace: "shop" }],
      [
        "kubectl get po --namespace=shop -l app=api",
        {
          resource: "pods",
          namespace: "shop",
          flags: new Map([
            ["namespace", "shop"],
            ["selector", "app=api"],
          ]),
        },
      ],
      ["get deployment/api -n shop -o json", { resource: "deployments", name: "api" }],
      ["get hpa -A", { resource: "horizontalpodautoscalers", namespace: null }],
      ["get deployments.apps api -n shop", { resource: "deployments", name: "api" }],
      ["describe node node-1", { verb: "describe", resource: "nodes", name: "node-1" }],
      ["logs deploy/api-1 -n shop --tail=50 -p", { verb: "logs", name: "api-1", namespace: "shop" }],
      ["events -n shop", { verb: "events", resource: "events" }],
      ["rollout history deployment/api -n shop", { verb: "rollout history", resource: "deployments", name: "api" }],
    ];
    for (const [line, read] of cases) expect(readArgv(argv(line)), line).toMatchObject(read);
  });

  test("that would change something, read secrets, leave the shop or mean nothing are refused, each with what to do", () => {
    const cases: [string, RegExp][] = [
      ["delete pod api-1 -n shop", /^kubectl delete is not done here: it only reads, by get, describe/],
      ["scale deployment api --replicas=0", /is not done here|flag --replicas/],
      ["rollout restart deployment/api -n shop", /^kubectl rollout restart is not done here/],
      ["exec api-1 -n shop", /^kubectl exec is not done here/],
      ["apply -f x.yaml", /The flag -f is not known here/],
      ["get secrets -n shop", /^Secrets are not read here\.$/],
      ["get secret/db -n shop", /^Secrets are not read here\.$/],
      ["get tea -n shop", /^There is no kind “tea” to get here\. There are: pods,/],
      ["get pods --kubeconfig /etc/shadow", /flag --kubeconfig is not known/],
      ["get pods --server=https://elsewhere", /flag --server=https:\/\/elsewhere is not known/],
      ["logs api-1", /^Give the namespace with -n/],
      ["describe pod -n shop", /^Give the name of what to describe/],
      ["get", /^Say what to get\./],
    ];
    for (const [line, words] of cases) expect(() => readArgv(argv(line)), line).toThrow(words);
  });
});

describe("through a connection", () => {
  const window = { from: Date.parse("2026-11-23T14:00:00Z"), to: Date.parse("2026-11-23T15:00:00Z") };
  let far: FarSide;
  beforeEach(async () => {
    far = await startFarSide();
  });
  afterEach(() => far.close());
  const run = async (line: string, settings: object = {}) => runKubectl(await linkToCluster(far.url, settings), argv(line), window);

  const status = {
    phase: "Running",
    containerStatuses: [{ name: "api", ready: false, restartCount: 7, lastState: { terminated: { reason: "OOMKilled" } } }],
  };

  test("a list tells each object in a line, and is kept as the JSON that kubectl prints", async () => {
    far.routes["/api/v1/namespaces/shop/pods"] = listOf([anObject({ name: "api-1", spec: { nodeName: "node-1" }, status })]);
    const { shown, text, recorded, command } = await run("get pods -n shop -l app=api");
    expect(shown).toBe("Pod  shop/api-1  ready 0/1  OOMKilled  7 restarts  on node-1  created 2026-11-23T10:00:00Z");
    expect(JSON.parse(text)).toMatchObject({ kind: "List", items: [{ kind: "Pod", metadata: { name: "api-1" } }] });
    expect([command, recorded]).toEqual(["kubectl get pods -n shop -l app=api", "kubectl get pods -n shop --selector app=api -o json"]);
    expect(far.asked[0]?.query.get("labelSelector")).toBe("app=api");
  });

  test("a list that was cut is recorded as one that may lack objects", async () => {
    far.routes["/api/v1/pods"] = listOf(Array.from({ length: 600 }, (_, index) => anObject({ name: `p${index}` })));
    const { recorded, capture } = await run("get pods -A");
    expect([recorded, capture.rows.length]).toEqual(["kubectl get pods -A -o json | head", 500]);
  });

  test("a log is read with its flags, and the history of a deployment with what each revision changed", async () => {
    far.routes["/api/v1/namespaces/shop/pods/api-1/log"] = { body: "2026-11-23T14:30:00Z pool exhausted\n" };
    expect((await run("logs api-1 -n shop -c api --previous --tail 20 --since-time 2026-11-23T14:00:00Z")).shown).toBe(
      "2026-11-23T14:30:00.000Z pool exhausted",
    );
    const { query } = far.asked[0] ?? {};
    expect(["container", "previous", "tailLines", "sinceTime"].map((name) => query?.get(name))).toEqual([
      "api",
      "true",
      "20",
      "2026-11-23T14:00:00.000Z",
    ]);
    const sets = [1, 2].map((revision) => aReplicaSet("api", revision, `2026-11-2${revision}T10:00:00Z`, { image: `api:${revision}` }));
    far.routes["/apis/apps/v1/namespaces/shop/replicasets"] = listOf(sets);
    expect((await run("rollout history deployment/api -n shop")).shown).toContain(
      "revision 2 (current), 2026-11-22T10:00:00.000Z, api:2\n  - spec.containers[api].image: api:1",
    );
  });

  test("one object without a namespace is looked for in the connection's, and asked for where that is not clear", async () => {
    far.routes["/api/v1/namespaces/shop/pods/api-1"] = { body: anObject({ name: "api-1" }) };
    far.routes["/api/v1/namespaces/shop/events"] = listOf([]);
    expect((await run("describe pod api-1", { namespaces: ["shop"] })).shown).toContain('"name":"api-1"');
    await expect(run("describe pod api-1", { namespaces: ["shop", "pay"] })).rejects.toThrow(/which namespace of .+ it is: shop, pay/);
    await expect(run("describe pod api-1")).rejects.toThrow(/such as -n shop/);
  });

  test("words that a shell would run are names that no cluster has", async () => {
    for (const line of ["logs api;reboot -n shop", "get pods -n $(id)", "describe pod ../../secrets/db -n shop", "logs `id` -n shop"]) {
      await expect(run(line), line).rejects.toThrow(/Names have small letters|There is no kind|Give the name/);
    }
    expect(far.asked).toEqual([]);
  });

  test("a namespace that the connection is not for is refused, and nothing is asked", async () => {
    await expect(run("get pods -n pay", { namespaces: ["shop"] })).rejects.toThrow(/^Test cluster is only for shop\./);
    expect(far.asked).toEqual([]);
    far.routes["/api/v1/namespaces/shop/pods"] = listOf([anObject({ name: "a" })]);
    expect((await run("get pods -A", { namespaces: ["shop"] })).capture.rows).toHaveLength(1);
  });
});
