import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { kubeconfigFor } from "../../how-to-connect.ts";
import { scenarioNamed } from "../../scenarios/registry.ts";
import { type RunningDrill, startWorld } from "../../serve.ts";

const NOW = Date.parse("2026-11-25T14:45:00Z");
const run = promisify(execFile);
/** The tests of this file are skipped where the machine has no kubectl. */
const hasKubectl = (() => {
  try {
    execFileSync("kubectl", ["version", "--client"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

let drill: RunningDrill;
let folder: string;

beforeAll(async () => {
  const scenario = scenarioNamed("memory-leak");
  if (!scenario) throw new Error("The scenario exists.");
  drill = await startWorld({ scenario, seed: 1, now: NOW, real: () => 0 });
  folder = mkdtempSync(join(tmpdir(), "drill-kubectl-"));
  writeFileSync(join(folder, "config"), kubeconfigFor(drill.urls.kubernetes));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await drill.close();
});

async function kubectl(...words: string[]): Promise<string> {
  const { stdout, stderr } = await run("kubectl", ["--kubeconfig", join(folder, "config"), "--cache-dir", join(folder, "cache"), ...words]);
  expect(stderr.replace(/^(?:Defaulted container|Found \d+ pods).*\n?/m, "")).toBe("");
  return stdout;
}

const nameOf = async (service: string): Promise<string> =>
  (await kubectl("get", "pods", "-l", `app=${service}`, "-o", "jsonpath={.items[0].metadata.name}")).trim();

describe.skipIf(!hasKubectl)("a real kubectl (skipped where the machine has none)", () => {
  test("lists pods as a table, by selector, by field, wide, and in all namespaces", async () => {
    const table = await kubectl("get", "pods");
    expect(table).toMatch(/^NAME +READY +STATUS +RESTARTS +AGE\n/);
    expect(table).toMatch(/^catalogue-\S+ +\d\/1 +\S+/m);
    expect((await kubectl("get", "pods", "-l", "app=catalogue", "-o", "name")).trim().split("\n")).toHaveLength(3);
    expect(await kubectl("get", "pods", "-o", "wide")).toMatch(/worker-\d/);
    expect(await kubectl("get", "pods", "-A")).toMatch(/^kube-system +coredns-/m);
    expect(await kubectl("get", "pods", "--field-selector", "spec.nodeName=worker-1", "-o", "name")).toContain("pod/");
  });

  test("lists the other kinds that one looks at first", async () => {
    for (const kind of ["deployments", "services", "events", "configmaps", "replicasets", "statefulsets", "endpoints", "hpa"])
      expect(await kubectl("get", kind), kind).toMatch(/^(NAME|LAST SEEN)/);
    expect(await kubectl("get", "nodes")).toMatch(/^worker-1 +Ready/m);
    expect(JSON.parse(await kubectl("get", "deployment", "catalogue", "-o", "json"))).toMatchObject({
      kind: "Deployment",
      metadata: { name: "catalogue" },
    });
  });

  test("describes a pod with its last end and its events, and a deployment and a node", async () => {
    const pod = await kubectl("describe", "pod", await nameOf("catalogue"));
    expect(pod).toMatch(/Last State: +Terminated\n +Reason: +OOMKilled/);
    expect(pod).toMatch(/^Events:/m);
    expect(await kubectl("describe", "deployment", "catalogue")).toMatch(/Replicas: +3 desired/);
    expect(await kubectl("describe", "node", "worker-1")).toMatch(/Conditions:[\s\S]*Ready +True/);
  });

  test("reads logs, the last lines of them, and those of the former container", async () => {
    const name = await nameOf("catalogue");
    expect((await kubectl("logs", name, "--tail", "5")).trim().split("\n")).toHaveLength(5);
    expect(await kubectl("logs", name, "--previous", "--tail", "20")).not.toBe("");
    expect(await kubectl("logs", "deployment/storefront", "--tail", "3", "--since", "10m")).not.toBe("");
  });

  test("tells the history of a rollout and how it stands", async () => {
    expect(await kubectl("rollout", "history", "deployment/catalogue")).toMatch(/^deployment\.apps\/catalogue[\s\S]*REVISION +CHANGE-CAUSE\n\d+/);
    expect(await kubectl("rollout", "status", "deployment/catalogue", "--timeout=10s")).toContain("successfully rolled out");
  });
});

describe.skipIf(!hasKubectl)("a real kubectl changes the practice cluster (skipped where the machine has none)", () => {
  let changing: RunningDrill;
  const change = async (...words: string[]): Promise<string> => {
    const { stdout } = await run("kubectl", ["--kubeconfig", join(folder, "changing"), "--cache-dir", join(folder, "cache-2"), ...words]);
    return stdout;
  };
  const value = (path: string, ...words: string[]) => change("get", ...words, "-o", `jsonpath=${path}`);

  beforeAll(async () => {
    const scenario = scenarioNamed("calm");
    if (!scenario) throw new Error("The scenario exists.");
    changing = await startWorld({ scenario, seed: 2, now: NOW });
    writeFileSync(join(folder, "changing"), kubeconfigFor(changing.urls.kubernetes));
  });
  afterAll(() => changing.close());

  test("scales, waits for what ends, and waits until all is ready", async () => {
    expect(await change("scale", "deployment", "checkout", "--replicas=5")).toContain("scaled");
    expect(await change("rollout", "status", "deployment", "checkout", "--timeout=20s")).toContain("successfully rolled out");
    expect((await change("get", "pods", "-l", "app=checkout", "-o", "name")).trim().split("\n")).toHaveLength(5);
    await change("scale", "deployment", "checkout", "--replicas=4");
    expect(await change("wait", "--for=jsonpath={.status.replicas}=4", "deployment/checkout", "--timeout=20s")).toContain("condition met");
    expect(await value("{.status.readyReplicas}/{.spec.replicas}", "deployment", "checkout")).toBe("4/4");
  }, 40_000);

  test("restarts all pods of a deployment, and returns to the revision before", async () => {
    const before = (await change("get", "pods", "-l", "app=orders", "-o", "name")).trim().split("\n");
    await change("rollout", "restart", "deployment", "orders");
    expect(await change("rollout", "status", "deployment", "orders", "--timeout=20s")).toContain("successfully rolled out");
    const after = (await change("get", "pods", "-l", "app=orders", "-o", "name")).trim().split("\n");
    expect(after.filter((name) => before.includes(name))).toEqual([]);
    await change("rollout", "undo", "deployment", "orders");
    expect(await change("rollout", "status", "deployment", "orders", "--timeout=20s")).toContain("successfully rolled out");
  }, 40_000);

  test("closes a node and moves its pods, within the disruption budgets", async () => {
    await change("drain", "worker-2", "--ignore-daemonsets", "--delete-emptydir-data", "--timeout=60s");
    expect(await value("{.spec.unschedulable}", "node", "worker-2")).toBe("true");
    expect((await change("get", "pods", "-A", "--field-selector", "spec.nodeName=worker-2", "-o", "name")).trim()).toBe("");
    await change("uncordon", "worker-2");
    expect(await value("{.spec.unschedulable}", "node", "worker-2")).toBe("");
  }, 90_000);

  test("sets configuration, takes a pod out of its service, replaces a primary, renews a certificate, runs a job", async () => {
    await change("patch", "configmap", "catalogue-config", "--type=merge", "-p", '{"data":{"A":"b"}}');
    expect(await value("{.data.A}", "configmap", "catalogue-config")).toBe("b");
    const pod = (await value("{.items[0].metadata.name}", "pods", "-l", "app=storefront")).trim();
    await change("label", "pod", pod, "app=drained", "--overwrite");
    expect(await change("wait", "--for=condition=Ready", "pod", "-l", "app=storefront", "--timeout=20s")).toContain("condition met");
    expect((await change("get", "pods", "-l", "app=storefront", "-o", "name")).trim().split("\n")).toHaveLength(3);
    const uid = await value("{.metadata.uid}", "pod", "postgres-0");
    await change("delete", "pod", "postgres-0", "--timeout=30s");
    await change("wait", "--for=condition=Ready", "pod/postgres-0", "--timeout=20s");
    expect(await value("{.metadata.uid}", "pod", "postgres-0")).not.toBe(uid);
    await change("create", "job", "now", "--from=cronjob/disk-cleanup");
    expect(await change("wait", "--for=condition=complete", "job/now", "--timeout=20s")).toContain("condition met");
    expect(await change("auth", "can-i", "patch", "deployments/scale")).toContain("yes");
  }, 90_000);
});
