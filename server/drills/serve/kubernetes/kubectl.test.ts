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

  test("tells the history of a rollout and how it stands, and explains that it may only read", async () => {
    expect(await kubectl("rollout", "history", "deployment/catalogue")).toMatch(/^deployment\.apps\/catalogue[\s\S]*REVISION +CHANGE-CAUSE\n\d+/);
    await expect(kubectl("delete", "pod", await nameOf("catalogue"), "--wait=false")).rejects.toThrow(
      /forbidden|not allowed|MethodNotAllowed|cannot/i,
    );
  });
});
