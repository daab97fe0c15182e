import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { CreateConnection } from "#lib/contracts/connection.ts";
import { StartRunbookRun } from "#lib/contracts/runbook-run.ts";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { createConnection } from "#server/connections/index.ts";
import { db } from "#server/platform/db.ts";
import { seal } from "#server/platform/seal.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { refusal } from "#server/testing/incident.ts";
import { startRunbookRun, startRunbookRuns } from "../index.ts";
import { kubeconfigOf } from "../run/cluster.ts";
import { aRunbook, untilWaiting } from "../testing/desk.ts";

let ada: Somebody;
let folder: string;
let trap: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "muster-kubeconfig-"));
  trap = join(folder, "was-run");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(async () => {
  await resetDatabase();
  ada = await somebody("admin", { name: "Ada" });
});

/** A kubeconfig as an attacker would give it: whatever asks it for a token leaves the trap behind. */
function kubeconfig(user: object, cluster: object = {}): string {
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "c", cluster: { server: "https://cluster.example.com", ...cluster } }],
    users: [{ name: "u", user }],
    contexts: [{ name: "x", context: { cluster: "c", user: "u" } }],
    "current-context": "x",
  });
}

const program = () => ({ apiVersion: "client.authentication.k8s.io/v1", command: "touch", args: [trap], interactiveMode: "Never" });
const TRICKS: Record<string, () => string> = {
  "a program": () => kubeconfig({ exec: program() }),
  "a program beside a token": () => kubeconfig({ token: "t0ken", exec: program() }),
  "an auth-provider": () =>
    kubeconfig({ "auth-provider": { name: "gcp", config: { "cmd-path": "touch", "cmd-args": trap, "access-token": "t0ken" } } }),
  "a file for its token": () => kubeconfig({ tokenFile: "/etc/passwd" }),
  "a file for its key": () => kubeconfig({ "client-certificate": "/etc/passwd", "client-key": "/etc/shadow" }),
  "a proxy": () => kubeconfig({ token: "t0ken" }, { "proxy-url": "http://203.0.113.8" }),
  "no check of certificates": () => kubeconfig({ token: "t0ken" }, { "insecure-skip-tls-verify": true }),
};

const connection = (text: string) =>
  createConnection(
    ada.ctx,
    CreateConnection.parse({ kind: "kubernetes", name: "Cluster", settings: { context: "", namespaces: [] }, secrets: { kubeconfig: text } }),
  );

test.each(Object.entries(TRICKS))("a kubeconfig with %s is refused where it is saved", async (_, text) => {
  expect(await refusal(connection(text()))).toMatchObject({ status: 422, issues: [{ path: "kubeconfig" }] });
  expect(await db().connection.count()).toBe(0);
  expect(existsSync(trap)).toBe(false);
});

test("one that got into the table past every check is not run by a step either", { timeout: 60_000 }, async () => {
  const { id } = await connection(kubeconfig({ token: "t0ken" }));
  const sealed = await seal(kubeconfig({ exec: program() }), { table: "connection", column: "secrets.kubeconfig", row: id });
  await db().connection.update({ where: { id }, data: { secrets: { kubeconfig: sealed } } });
  const slug = await aRunbook(ada.ctx, "name: look\nsteps:\n  - title: Look\n    kubectl: get pods -n shop\n");
  const stop = startRunbookRuns();
  const run = await startRunbookRun(ada.ctx, StartRunbookRun.parse({ slug, mode: "run" }));
  const { steps } = await untilWaiting(ada.ctx, run.id, "decision");
  await stop();
  expect(steps.find(({ state }) => state === "failed")?.detail).toMatch(/no cluster is connected.*never runs/);
  expect(existsSync(trap)).toBe(false);
});

test("kubectl gets a kubeconfig that holds an address and an account, and nothing else", () => {
  const check = { address: "x", secret: "y" };
  const far = { title: "Kubernetes", url: "https://203.0.113.7", headers: { authorization: "Bearer t0ken" }, secrets: [], allowedHosts: [], check };
  const made = JSON.parse(kubeconfigOf({ name: "Cluster", far }));
  expect(Object.keys(made)).toEqual(["apiVersion", "kind", "clusters", "users", "contexts", "current-context"]);
  expect(made.clusters).toEqual([{ name: "Cluster", cluster: { server: "https://203.0.113.7" } }]);
  expect(made.users).toEqual([{ name: "muster", user: { token: "t0ken" } }]);
});
