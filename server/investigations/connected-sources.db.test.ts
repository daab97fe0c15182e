import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { CreateConnection } from "#lib/contracts/connection.ts";
import { CreateService } from "#lib/contracts/service.ts";
import type { Somebody } from "#server/auth/testing/people.ts";
import { createConnection } from "#server/connections/index.ts";
import { reads } from "#server/connectors/index.ts";
import { type FarSide, recorded, startFarSide } from "#server/connectors/testing/far-side.ts";
import { analyse } from "#server/rca/index.ts";
import { createService } from "#server/services/index.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { administratorAllowing } from "#server/webhooks/testing/webhook.ts";
import { findInvestigation } from "./access.ts";
import { bundleOf } from "./analysis-of.ts";
import { askSystem, evidenceSources, gatherEvidence, openInvestigation, readEvidence, readInvestigation } from "./index.ts";

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

test("what is connected itself is not read through Grafana once more", async () => {
  await createConnection(admin.ctx, CreateConnection.parse({ kind: "grafana", name: "Boards", settings: { url: far.url }, secrets: {} }));
  await createConnection(admin.ctx, CreateConnection.parse({ kind: "loki", name: "Lines", settings: { url: far.url }, secrets: {} }));
  far.routes = { "/api/annotations": { body: [] }, "/api/datasources": { body: [{ uid: "p", name: "Metrics", type: "prometheus" }] } };
  const person = await testPerson();
  const { id } = await openInvestigation(person, { question: "Why?", reference: null, services: ["checkout"], at: AT, until: null, run: null });
  const source = (await evidenceSources(person, { incidentId: null })).find(({ title }) => title === "Boards");
  await gatherEvidence(person, { investigation: id, source: source?.name ?? "" });
  expect(far.asked.map(({ path }) => path)).toEqual(["/api/annotations"]);
});

test("a question that is put again after an interruption is answered as the first time, and asked once", async () => {
  const person = { ...(await testPerson()), requestKey: "run:1:call-1" };
  const { id } = await openInvestigation(person, { question: "Why?", reference: null, services: ["checkout"], at: AT, until: null, run: null });
  const ask = () =>
    askSystem(person, { investigation: id, kind: "prometheus" }, async (link) => {
      const { rows, ...capture } = await reads.rangeQuery.run(link, reads.rangeQuery.input.parse({ query: "up", from: AT, to: AT + 60_000 }));
      return {
        kind: "answer",
        command: "prometheus_query up",
        text: JSON.stringify(rows),
        shown: `${rows.length} series`,
        capture: { rows, ...capture },
      };
    });
  const first = await ask();
  expect(first).toMatchObject({ capture: "C1", from: "Metrics", asked: "prometheus_query up", answer: "1 series" });
  expect(await ask()).toEqual(first);
  expect(far.asked).toHaveLength(1);
  expect((await readInvestigation(person, { id })).evidence).toMatchObject([{ n: 1, kind: "answer", query: expect.stringContaining("query=up") }]);
  const bundle = await bundleOf(await findInvestigation(person, id));
  expect([bundle.outputs, bundle.series]).toEqual([[], []]);
  expect(analyse(bundle).rootCause.sufficient).toBe(false);
});
