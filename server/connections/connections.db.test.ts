import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { z } from "zod";
import { ChangeConnection, CreateConnection } from "#lib/contracts/connection.ts";
import type { Somebody } from "#server/auth/testing/people.ts";
import { connectionsOfEnvironment } from "#server/connectors/index.ts";
import { type FarSide, recorded, startFarSide } from "#server/connectors/testing/far-side.ts";
import { db } from "#server/platform/db.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { refusal } from "#server/testing/incident.ts";
import { administratorAllowing } from "#server/webhooks/testing/webhook.ts";
import { changeConnection, createConnection, deleteConnection, listConnections, openLinks, testConnection } from "./index.ts";

const TOKEN = "glsa_0123456789abcdef";
let far: FarSide;
let admin: Somebody;

beforeAll(async () => {
  far = await startFarSide();
});
afterAll(() => far.close());
beforeEach(async () => {
  await resetDatabase();
  admin = await administratorAllowing(far.host);
  far.asked.length = 0;
  far.routes = {
    "/api/v1/status/buildinfo": recorded("prometheus-buildinfo"),
    "/api/v1/label/job/values": { body: { status: "success", data: ["api", "node"] } },
    "/api/v1/query": { body: { status: "success", data: { resultType: "vector", result: [{ metric: {}, value: [1, "1214"] }] } } },
  };
});

function create(input: Partial<z.input<typeof CreateConnection>> = {}) {
  return createConnection(
    admin.ctx,
    CreateConnection.parse({ kind: "prometheus", name: "Metrics", settings: { url: far.url }, secrets: { token: TOKEN }, ...input }),
  );
}

function change(input: z.input<typeof ChangeConnection>) {
  return changeConnection(admin.ctx, ChangeConnection.parse(input));
}

describe("a connection", () => {
  test("is tested with its own token, and keeps what was found", async () => {
    const { id } = await create();
    const met = await testConnection(admin.ctx, { id });
    expect(met).toMatchObject({ isGood: true, message: "Prometheus 2.42.0, 1,214 series of 2 jobs." });
    expect(new Set(far.asked.map(({ headers }) => headers.authorization))).toEqual(new Set([`Bearer ${TOKEN}`]));
    expect(await listConnections(admin.ctx)).toMatchObject([{ id, name: "Metrics", secrets: { token: "•••cdef" }, lastTest: { isGood: true } }]);
  });

  test("whose token is wrong says which one to check", async () => {
    far.routes = { "/*": { status: 401, body: { message: `no such token ${TOKEN}` } } };
    const { id } = await create();
    const { isGood, message } = await testConnection(admin.ctx, { id });
    expect(isGood).toBe(false);
    expect(message).toBe("Prometheus answered 401: check the token of “Metrics” in Settings → Connections. It said: no such token •••");
  });

  test("keeps its secret sealed: neither the table, nor any answer, nor the audit trail holds it", async () => {
    const { id } = await create();
    await testConnection(admin.ctx, { id });
    await change({ id, version: 1, secrets: { token: `${TOKEN}-new` } });
    const everything = [await db().connection.findMany(), await db().auditEntry.findMany(), await listConnections(admin.ctx)];
    expect(JSON.stringify(everything, (_, value) => (typeof value === "bigint" ? String(value) : value))).not.toContain(TOKEN);
    const sealed = (await db().connection.findFirstOrThrow()).secrets as { token: string };
    const { id: other } = await create({ name: "Another" });
    await db().connection.update({ where: { id: other }, data: { secrets: sealed } });
    expect((await listConnections(admin.ctx)).find((one) => one.id === other)?.problem).toContain("Enter the secret again");
  });

  test("keeps its token when another part changes, and wants it again before it goes to another host", async () => {
    const { id } = await create();
    expect(await change({ id, version: 1, name: "Shop metrics", settings: { url: `${far.url}/prometheus` } })).toEqual({ version: 2 });
    expect(await refusal(change({ id, version: 2, settings: { url: "https://collector.example.com" } }))).toMatchObject({
      issues: [{ path: "token", message: expect.stringContaining("Enter this again") }],
    });
    await change({ id, version: 2, settings: { url: "https://collector.example.com" }, secrets: { token: "another-token" } });
    expect(await refusal(change({ id, version: 2, name: "Mine" }))).toMatchObject({ code: "conflict" });
  });

  test("is refused with the field that is wrong: an address inside the network, a field that its kind does not have, a kubeconfig with tricks", async () => {
    const issuesOf = async (input: Partial<z.input<typeof CreateConnection>>) => ((await refusal(create(input))) as { issues?: unknown }).issues;
    expect(await issuesOf({ settings: { url: "http://10.0.0.7:9090" } })).toMatchObject([
      { path: "url", message: expect.stringContaining("Settings → Organisation") },
    ]);
    expect(await issuesOf({ settings: { url: far.url, colour: "blue" } })).toMatchObject([{ path: "colour" }]);
    expect(await issuesOf({ secrets: { token: "two\nlines" } })).toMatchObject([{ path: "token" }]);
    expect(await issuesOf({ kind: "datadog", settings: {}, secrets: {} })).toMatchObject([{ path: "apiKey" }]);
    const user = "users: [{name: me, user: {exec: {command: sh, apiVersion: v1}}}]";
    const cluster = `clusters: [{name: c, cluster: {server: "${far.url}"}}]\ncontexts: [{name: x, context: {cluster: c, user: me}}]\ncurrent-context: x`;
    const kubeconfig = (text: string) => issuesOf({ kind: "kubernetes", settings: {}, secrets: { kubeconfig: text } });
    expect(await kubeconfig(`${cluster}\n${user}`)).toMatchObject([{ path: "kubeconfig", message: expect.stringContaining("never runs") }]);
    for (const file of ["token-file: /etc/passwd", "tokenFile: /etc/passwd", '"token\\u002dfile": /etc/passwd', "client-key: /etc/shadow"]) {
      const named = `${cluster}\nusers: [{name: me, user: {${file}}}]`;
      expect(await kubeconfig(named)).toMatchObject([{ message: expect.stringContaining("names files") }]);
    }
    await create({ kind: "kubernetes", settings: {}, secrets: { kubeconfig: `${cluster}\nusers: [{name: me, user: {token: t0ken}}]` } });
    expect(await db().connection.count()).toBe(1);
  });

  test("is for administrators alone, and gone when it is deleted", async () => {
    const { id } = await create();
    const responder = await testPerson();
    expect(await refusal(listConnections(responder))).toMatchObject({ code: "forbidden" });
    expect(await refusal(testConnection(responder, { id }))).toMatchObject({ code: "forbidden" });
    await deleteConnection(admin.ctx, { id });
    expect(await listConnections(admin.ctx)).toEqual([]);
    expect(await refusal(testConnection(admin.ctx, { id }))).toMatchObject({ code: "not_found" });
  });
});

test("an investigation gets every enabled connection, and in words those that cannot be opened", async () => {
  await create();
  const { id } = await create({ name: "Old" });
  await change({ id, version: 1, isEnabled: false });
  const { id: broken } = await create({ name: "Broken" });
  await db().connection.update({ where: { id: broken }, data: { secrets: { token: "v1.x.y.z" } } });
  const { links, warnings } = await openLinks(await testPerson());
  expect(links.map(({ name }) => name)).toEqual(["Metrics"]);
  expect(warnings).toMatchObject([expect.stringContaining("Broken was not asked")]);
});

test("the environment makes connections with the names of the seed, shown with secrets masked", () => {
  const found = connectionsOfEnvironment([], {
    GRAFANA_URL: "https://grafana.example.com",
    GRAFANA_TOKEN: TOKEN,
    LOKI_URL: "https://loki.example.com",
    DATADOG_API_KEY: "0123456789abcdef0123",
    KUBECONFIG: "/home/muster/.kube/config",
  });
  expect(found.map(({ summary }) => [summary.id, summary.secrets, summary.problem])).toEqual([
    ["environment-loki", {}, null],
    ["environment-grafana", { token: "•••cdef" }, null],
    ["environment-datadog", { apiKey: "•••0123" }, expect.stringContaining("DATADOG_APP_KEY is not set")],
    ["environment-kubernetes", { kubeconfig: "/home/muster/.kube/config" }, null],
  ]);
  expect(found.map(({ open }) => open?.check.secret)).toEqual(["LOKI_TOKEN", "GRAFANA_TOKEN", undefined, "KUBECONFIG"]);
});
