import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ListChanges } from "#lib/contracts/change.ts";
import { CreateKey } from "#lib/contracts/key.ts";
import { incidentSignals } from "#server/alerts/index.ts";
import { anIntegration, workAll } from "#server/alerts/testing/scene.ts";
import { startApi } from "#server/auth/testing/browser.ts";
import { evidenceSources, findInvestigation, openInvestigation } from "#server/investigations/index.ts";
import { createKey } from "#server/keys/index.ts";
import { db } from "#server/platform/db.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, aService, logOf } from "#server/testing/incident.ts";
import { listChanges } from "./index.ts";

let api: Awaited<ReturnType<typeof startApi>>;
let admin: Awaited<ReturnType<typeof testPerson>>;
let slug: string;
let service: string;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  await resetDatabase();
  admin = await testPerson({ name: "Ada", role: "admin" });
  service = await aService("Checkout");
  slug = (await db().service.findUniqueOrThrow({ where: { id: service } })).slug;
});

async function send(change: object, headers: Record<string, string> = {}): Promise<number> {
  const { token } = await createKey(admin, CreateKey.parse({ name: "Pipeline" }));
  const { status } = await fetch(`${api.url}/api/v1/changes`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, ...headers },
    body: JSON.stringify(change),
  });
  await workAll();
  return status;
}
const all = async () => (await listChanges(admin, ListChanges.parse({}))).items;
const deploy = (given: object = {}) => ({
  kind: "deploy",
  service: slug,
  title: "v42",
  at: new Date(Date.now() - 60_000).toISOString(),
  author: "grace",
  ...given,
});

test("a change by the API is kept once, told on the open incident of its service, and listed beside it", async () => {
  const reference = await anIncident(admin, { services: [service] });
  const change = deploy({ id: "deploy-1" });
  expect([await send(change), await send(change), await send(deploy({ id: "deploy-2", service: "other" }))]).toEqual([202, 202, 202]);
  expect((await all()).map(({ title, service: of, source }) => [title, of?.name, source])).toEqual(
    expect.arrayContaining([
      ["v42", "Checkout", "API"],
      ["v42", "other", "API"],
    ]),
  );
  expect(await all()).toHaveLength(2);
  const told = (await logOf(reference)).filter(({ fact }) => fact.kind === "change");
  expect(told).toMatchObject([
    { actor: { type: "connector", name: "API" }, occurredAt: change.at, fact: { change: { title: "v42", author: "grace" } } },
  ]);
  expect((await incidentSignals(admin, { reference })).changes).toMatchObject([{ title: "v42" }]);
});

test("a change that says something else than a change may is refused with what is wrong", async () => {
  expect([await send({ kind: "magic", title: "x" }), await send({ title: "" }), await send({ ...deploy(), colour: "blue" })]).toEqual([
    422, 422, 422,
  ]);
  expect(await db().intakeEvent.count()).toBe(0);
});

test("GitHub's deployments are one change each, with how they ended; pushes count on the default branch alone", async () => {
  const { id, secret } = await anIntegration(admin, "github");
  const post = async (event: string, message: object) => {
    const body = JSON.stringify(message);
    const signature = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
    const headers = { "x-github-event": event, "x-hub-signature-256": signature, "x-github-delivery": crypto.randomUUID() };
    expect((await fetch(`${api.url}/api/hooks/${id}`, { method: "POST", headers, body })).status).toBe(202);
  };
  const repository = { id: 1, name: slug, html_url: "https://github.com/acme/checkout", default_branch: "main" };
  const deployment = { id: 7, ref: "a".repeat(40), environment: "production", created_at: "2026-11-23T10:00:00Z", creator: { login: "grace" } };
  await post("ping", { zen: "Design for failure.", repository });
  await post("deployment", { deployment, repository });
  await post("deployment_status", { deployment, deployment_status: { state: "pending" }, repository });
  await post("deployment_status", { deployment, deployment_status: { state: "failure", log_url: "https://ci.example.com/7" }, repository });
  const push = {
    after: "b".repeat(40),
    ref: "refs/heads/main",
    repository,
    pusher: { name: "bo" },
    head_commit: { message: "Raise the pool\n\nIt was full.", timestamp: "2026-11-23T09:00:00Z" },
  };
  await post("push", push);
  await post("push", { ...push, ref: "refs/heads/try", after: "c".repeat(40) });
  await workAll();
  expect((await all()).map(({ title, kind, author, service: of }) => [title, kind, author, of?.name])).toEqual([
    ["aaaaaaa to production (failed)", "deploy", "grace", "Checkout"],
    ["Raise the pool (main, bbbbbbb)", "other", "bo", "Checkout"],
  ]);
});

test("an investigation reads the changes and alerts of its window", async () => {
  await send(deploy());
  const asked = { question: "Why?", reference: null, services: [], at: Date.now(), until: null, run: null };
  const { id } = await openInvestigation(admin, asked);
  const [muster] = await evidenceSources(admin, { incidentId: null });
  const { captures } = (await muster?.gather(admin, await findInvestigation(admin, id))) ?? { captures: [] };
  const changes = captures.find(({ file }) => file === "changes.json");
  expect(JSON.parse(changes?.files["changes.json"] ?? "[]")).toMatchObject([{ kind: "deploy", service: slug, title: "v42", author: "grace" }]);
});
