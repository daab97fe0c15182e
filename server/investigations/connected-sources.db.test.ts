import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { CreateConnection } from "#lib/contracts/connection.ts";
import { CreateService } from "#lib/contracts/service.ts";
import type { Somebody } from "#server/auth/testing/people.ts";
import { createConnection } from "#server/connections/index.ts";
import { type FarSide, recorded, startFarSide } from "#server/connectors/testing/far-side.ts";
import { createService } from "#server/services/index.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { administratorAllowing } from "#server/webhooks/testing/webhook.ts";
import { evidenceSources, gatherEvidence, openInvestigation, readEvidence, readInvestigation } from "./index.ts";

const AT = 1_795_426_005_000;
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
  far.routes = { "/api/v1/query_range": recorded("prometheus-query-range-pool") };
  const connection = { kind: "prometheus", name: "Metrics", settings: { url: far.url }, secrets: {} };
  await createConnection(admin.ctx, CreateConnection.parse(connection));
});

test("a connected system is asked with the catalogue's own queries about what fails and what it calls, and its answer is kept", async () => {
  const queries = [{ system: "prometheus", gives: "metric", name: "errors", query: 'errors{app="{{service}}"}' }];
  const service = (name: string, more: object = {}) => createService(admin.ctx, CreateService.parse({ name, queries, ...more }));
  const { id: callee, slug: below } = await service("Payment API");
  const { slug } = await service("Checkout", { dependsOn: [callee] });
  const person = await testPerson();
  const asked = { question: "Why?", reference: null, services: [slug], at: AT, until: AT + 600_000, run: null };
  const { id } = await openInvestigation(person, asked);
  const [, , metrics] = await evidenceSources(person, { incidentId: null });
  expect(metrics).toMatchObject({ title: "Metrics" });
  const { captures, problems } = await gatherEvidence(person, { investigation: id, source: metrics?.name ?? "" });
  expect(problems).toEqual([]);
  expect(captures).toMatchObject([{ kind: "series", source: "Metrics", rows: 2 }]);
  expect(captures[0]?.query).toContain(below);
  const { files } = await readEvidence(person, { id, n: captures[0]?.n ?? 0 });
  expect(Object.values(JSON.parse(files["series.json"] ?? "{}"))).toMatchObject([{ service: slug }, { service: below }]);
  expect(files["metrics.csv"]?.split("\n").length).toBeGreaterThan(10);
});

test("a system that refuses is told of in words, and nothing is kept of it", async () => {
  far.routes = { "*": { status: 401, body: { status: "error" } } };
  const person = await testPerson();
  const asked = { question: "Why?", reference: null, services: ["checkout"], at: AT, until: null, run: null };
  const { id } = await openInvestigation(person, asked);
  const [, , metrics] = await evidenceSources(person, { incidentId: null });
  const { captures, problems } = await gatherEvidence(person, { investigation: id, source: metrics?.name ?? "" });
  expect(captures).toEqual([]);
  expect(problems.join(" ")).toMatch(/answered 401/);
  expect((await readInvestigation(person, { id })).evidence).toEqual([]);
});
