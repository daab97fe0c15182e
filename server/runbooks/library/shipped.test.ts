import { expect, test } from "vitest";
import { parseRunbook } from "../parse/parse-runbook.ts";
import { planRun } from "../plan/plan-run.ts";
import { shippedRunbooks } from "./shipped.ts";

const all = [...shippedRunbooks().values()];

test("brings a runbook for each case that domain.md names", () => {
  expect([...shippedRunbooks().keys()].toSorted()).toEqual([
    "certificate-renewal",
    "configuration-update",
    "database-failover-procedure",
    "deployment-rollback",
    "disk-cleanup",
    "node-drain",
    "pod-restart-graceful",
    "rolling-restart",
    "scale-out",
    "traffic-drain",
  ]);
});

test.each(all.map((one) => [one.runbook.slug, one] as const))("%s is read without an error or a warning that matters", (_, { text }) => {
  const matters = parseRunbook(text).problems.filter(
    ({ level, rule }) => level === "error" || ["no-undo", "unpinned-namespace", "unused-parameter"].includes(rule),
  );
  expect(matters).toEqual([]);
});

test("pod-restart-graceful is the seed's: five steps, the first skipped, and its commands word for word", () => {
  const runbook = shippedRunbooks().get("pod-restart-graceful")?.runbook;
  if (!runbook) throw new Error("It is shipped.");
  const { plan } = planRun(runbook, { namespace: "production", deployment: "api-server", replicas: "5" }, "run", () => null);
  expect(plan?.steps.map(({ title, skip, action }) => [title, skip, action.kind === "kubectl" ? action.argv.join(" ") : action.kind])).toEqual([
    ["Cordon node for maintenance", "cordon is false", "kubectl cordon none"],
    ["Scale down by 1 replica", null, "kubectl scale deployment api-server -n production --replicas=4"],
    ["Wait for termination", null, "kubectl wait --for=jsonpath={.status.replicas}=4 deployment/api-server -n production --timeout=60s"],
    ["Scale back up", null, "kubectl scale deployment api-server -n production --replicas=5"],
    ["Verify health", null, "kubectl rollout status deployment api-server -n production --timeout=150s"],
  ]);
  expect(plan?.preflight.map(({ title, subject }) => [title, subject])).toEqual([
    ["kubectl is installed", ""],
    ["Cluster access", ""],
    ["Namespace exists", "production"],
    ["Deployment exists", "deployment/api-server"],
    ["Replicas", "deployment/api-server"],
    ["PDB exists", "deployment/api-server"],
    ["May patch deployments/scale", "patch deployments/scale"],
    ["Nobody else works on it", "deployment/api-server"],
  ]);
});
