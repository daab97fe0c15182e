import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { AddActionItem } from "#lib/contracts/action-item.ts";
import { ProposeHypothesis } from "#lib/contracts/hypothesis.ts";
import { EndHandover, MergeIncident } from "#lib/contracts/incident-commands.ts";
import { CreateKey } from "#lib/contracts/key.ts";
import { roleHolds } from "#lib/contracts/permissions.ts";
import { PublishPublicPostmortem } from "#lib/contracts/public-postmortem.ts";
import { CreateTeam } from "#lib/contracts/team.ts";
import { addActionItem } from "#server/action-items/index.ts";
import { defineAgent, equipAgents, startRun } from "#server/agents/index.ts";
import { proposalHash } from "#server/agents/proposal-rules.ts";
import { someSignals } from "#server/alerts/testing/some-signals.ts";
import { AGENT_TOOLS } from "#server/api/agent-tools.ts";
import { startApi } from "#server/auth/testing/browser.ts";
import { postDeclaration } from "#server/documents/index.ts";
import { startDrill } from "#server/drills/index.ts";
import { mergeIncident } from "#server/incidents/index.ts";
import { concludeInvestigation, keepCaptures, openInvestigation, proposeHypothesis } from "#server/investigations/index.ts";
import { createKey } from "#server/keys/index.ts";
import { aRota } from "#server/oncall/testing/rota.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { publishPublicPostmortem } from "#server/postmortems/index.ts";
import { withdrawHandover } from "#server/roles/index.ts";
import { runsInEveryState } from "#server/runbooks/testing/every-state.ts";
import { aPageScene } from "#server/status/testing/page-scene.ts";
import { createTeam } from "#server/teams/index.ts";
import { aScene, type Scene } from "#server/testing/commands.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { fingerprint, storedIncident } from "#server/testing/incident.ts";
import { connectTracker, startFakeTrackers } from "#server/trackers/testing/fake-trackers.ts";
import { appRouter } from "../root.ts";
import { CONSOLE_ONLY } from "../testing/console-only.ts";
import { readDescription } from "../testing/documented.ts";
import { oldMetrics } from "../testing/old-metrics.ts";
import { preparePostmortem } from "../testing/postmortem-scene.ts";
import type { Operation } from "./define.ts";
import { OPERATIONS } from "./index.ts";
import { openApiDocument, pathFields } from "./openapi.ts";

/** They ask with more than an address holds, and change nothing. */
const READS_WITH_A_BODY = new Set(["simulate_escalation", "check_runbook", "plan_runbook_run", "preview_postmortem_template"]);

const flawsOf = readDescription(openApiDocument());

type Asker = { token: string; ctx: Ctx };

let api: Awaited<ReturnType<typeof startApi>>;
let scene: Scene;
let team: string;
let admin: Awaited<ReturnType<typeof testPerson>>;
let runId: string;
let waitingRunId: string;
let proposalId: string;
let investigationId: string;
let hypothesisId: string;
let connectionId: string;
let rota: Awaited<ReturnType<typeof aRota>>;
let drillId: string;
let pageScene: Record<string, unknown> = {};
let runbookRuns: Record<string, string> = {};
let signals: Record<string, string>;
let actionItemId: string;
let trackerId = "";
let trackers: Awaited<ReturnType<typeof startFakeTrackers>>;

/** Takes requests; no worker of this test ever drives it. */
const COMMANDER = defineAgent({
  name: "incident-commander",
  title: "Commander",
  description: "",
  tools: [],
  instructions: "",
  builtIn: async function* () {},
});

beforeAll(async () => {
  equipAgents({ tools: AGENT_TOOLS, agents: [COMMANDER, { ...COMMANDER, name: "rca-agent" }] });
  api = await startApi();
  trackers = await startFakeTrackers();
});
afterAll(() => Promise.all([api.close(), trackers.close()]));
beforeEach(async () => {
  await resetDatabase();
  scene = await aScene();
  pageScene = {};
  admin = await testPerson({ role: "admin" });
  runId = await aRun();
  waitingRunId = await aRun();
  await db().agentRun.update({ where: { id: waitingRunId }, data: { state: "waiting", waitingSince: new Date() } });
  proposalId = await aProposal();
  investigationId = await anInvestigation();
  hypothesisId = (await proposeHypothesis(scene.commander, ProposeHypothesis.parse({ reference: scene.reference, statement: "DNS fails" }))).id;
  connectionId = await oldMetrics();
  rota = await aRota(admin, scene);
  signals = await someSignals(admin, scene.reference);
  actionItemId = (await addActionItem(scene.commander, AddActionItem.parse({ reference: scene.reference, title: "Watch the pool" }))).id;
  team = (await createTeam(admin, CreateTeam.parse({ name: "Shop" }))).id;
});

describe("one definition for every door", () => {
  test("every procedure is reached by an operation, or is the console's own", () => {
    const reached = new Set(OPERATIONS.flatMap(({ calls }) => calls));
    const missing = Object.keys(appRouter._def.procedures).filter(
      (name) => !reached.has(name) && !Object.keys(CONSOLE_ONLY).some((own) => (own.endsWith(".") ? name.startsWith(own) : name === own)),
    );
    expect(missing).toEqual([]);
    expect([...reached].filter((name) => !(name in appRouter._def.procedures))).toEqual([]);
  });

  test("names, routes and words are unambiguous", () => {
    const names = OPERATIONS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z]+(_[a-z]+)*$/.test(name))).toEqual([]);
    const routes = OPERATIONS.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, "{}")}`);
    expect(new Set(routes).size).toBe(routes.length);
    for (const operation of OPERATIONS) {
      const fields = Object.keys(operation.input.shape);
      expect(fields, operation.name).toEqual(
        expect.arrayContaining([...pathFields(operation), ...operation.words, ...Object.keys(operation.example)]),
      );
      expect(operation.risk === "read", operation.name).toBe(operation.method === "GET" || READS_WITH_A_BODY.has(operation.name));
    }
  });

  test("the document describes each, and each of its references leads somewhere", async () => {
    const response = await fetch(`${api.url}/api/v1/openapi.json`);
    const document = await response.json();
    expect(document).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
    const described = Object.values(document.paths as Record<string, Record<string, { operationId: string }>>).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    );
    expect(described.toSorted()).toEqual([...OPERATIONS.map(({ name }) => name), "follow_incident", "follow_run"].toSorted());
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name ?? "");
    expect(references.filter((name) => !(name in document.components.schemas))).toEqual([]);
  });
});

describe.each(OPERATIONS.map((operation) => [operation.name, operation] as const))("%s", (_, operation) => {
  test("does what it says, and answers as documented", async () => {
    const asker = await askerFor(operation);
    const { status, body } = await call(operation, asker.token, inputFor(operation));
    expect({ status, body }).toEqual({ status: operation.status, body: expect.anything() });
    const parsed = operation.output.safeParse(body);
    expect(parsed.error?.issues ?? []).toEqual([]);
  });

  test("refuses input that is wrong, and changes nothing", async () => {
    const asker = await askerFor(operation);
    const before = await fingerprint();
    const { status, body } = await call(operation, asker.token, { ...inputFor(operation), colour: "blue" });
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: "invalid_input", status: 422, errors: [{ path: "colour" }] });
    for (const field of bodyFields(operation)) {
      const answer = await call(operation, asker.token, { ...inputFor(operation), [field]: { never: "this" } });
      expect([400, 404, 409, 422], `${field}: ${JSON.stringify(answer.body)}`).toContain(answer.status);
    }
    expect(await fingerprint()).toEqual(before);
  });

  test("refuses whoever may not, and changes nothing", async () => {
    const input = inputFor(operation);
    const viewer = await keyOf(await testPerson({ role: "viewer" }));
    const narrow = await keyOf(admin, operation.permission === "people.read" ? "incident.read" : "people.read");
    const before = await fingerprint();
    expect((await call(operation, null, input)).status).toBe(401);
    expect((await call(operation, "muster_wrong", input)).status).toBe(401);
    expect((await call(operation, narrow, input)).status).toBe(403);
    if (!roleHolds("viewer", operation.permission)) expect((await call(operation, viewer, input)).status).toBe(403);
    expect(await fingerprint()).toEqual(before);
  });

  test("repeated under the same name, changes nothing more and answers the same", async () => {
    const asker = await askerFor(operation);
    const input = inputFor(operation);
    const unread = operation.method === "GET" ? await fingerprint() : null;
    const first = await call(operation, asker.token, input, "request-0001");
    expect(first.status).toBe(operation.status);
    const before = await fingerprint();
    if (unread) expect(before).toEqual(unread);
    const second = await call(operation, asker.token, input, "request-0001");
    if (unread) return expect(second.status).toBe(first.status);
    expect(second).toEqual(first);
    const other = await call(operation, asker.token, { ...input, colour: "blue" }, "request-0001");
    expect(other.status).toBe(422);
    expect(await fingerprint()).toEqual(before);
  });
});

async function aRun(): Promise<string> {
  return (await startRun(scene.commander, { agent: COMMANDER.name, prompt: "What is the status?", incident: scene.reference })).id;
}

/** One with a report and a capture. */
async function anInvestigation(): Promise<string> {
  const asked = { question: "Why?", reference: scene.reference, services: [], at: null, until: null, run: null };
  const { id } = await openInvestigation(scene.commander, asked);
  const files = { "graph.json": '{"edges": [["shop", "checkout"]]}' };
  const about = { source: "upload", title: "Calls", query: "", from: null, to: null, rows: 1, isTruncated: false };
  await keepCaptures(scene.commander, id, [{ kind: "graph", file: "graph.json", files, ...about }]);
  await concludeInvestigation(scene.commander, { investigation: id });
  return id;
}

/** Where nobody may ask: its test fails without a network. */
async function aProposal(): Promise<string> {
  const { id: incidentId } = await storedIncident(scene.reference);
  const input = { reference: scene.reference, text: "Proposed" };
  const id = newId();
  const expiresAt = new Date(Date.now() + 1_800_000);
  const data = { id, runId, callId: "call-1", incidentId, tool: "add_note", input, title: "Add note", effect: "Adds a note", risk: "write" };
  await db().proposal.create({
    data: { ...data, hash: proposalHash("add_note", input, incidentId), state: "open", createdAt: new Date(), expiresAt },
  });
  return id;
}

/** Prepares the scene for an operation, and gives the key of whom it suits. */
async function askerFor({ name, permission }: Operation): Promise<Asker> {
  if (name === "offer_handover") await withdrawHandover(scene.commander, EndHandover.parse({ reference: scene.reference, id: scene.offer }));
  if (name === "get_document") await postDeclaration(scene.commander, { reference: scene.reference });
  if (name.includes("runbook_run") || name.includes("runbook_step")) runbookRuns = await runsInEveryState(scene.commander);
  if (name === "end_drill") drillId = (await startDrill(scene.commander, { scenario: "calm" })).id;
  if (name === "unmerge_incident") await mergeIncident(scene.commander, MergeIncident.parse({ reference: scene.reference, into: scene.other }));
  await preparePostmortem(name, scene);
  if (NEEDS_PAGE.test(name) && Object.keys(pageScene).length === 0)
    pageScene = await aPageScene(name, { ...scene, admin, other: await testPerson({ name: "Asker" }) });
  if (name === "create_ticket") trackerId = await connectTracker(admin, "github", trackers);
  if (name === "retract_public_postmortem")
    await publishPublicPostmortem(scene.commander, PublishPublicPostmortem.parse({ reference: scene.reference, text: "It is over." }));
  const isDeputys = ["accept_handover", "decline_handover", "cancel_swap"].includes(name);
  const isAdmins = /^(create|change|archive)_schedule$/.test(name) || !roleHolds("responder", permission);
  const person = isAdmins ? admin : isDeputys ? scene.deputy : name === "take_command" ? scene.responder : scene.commander;
  return { token: await keyOf(person), ctx: person };
}

const NEEDS_PAGE = /status_(page|link|links|subscribers?)$|announce|_question$|public_postmortem$|^(publish|correct|retract|approve|decline)_update$/;

async function keyOf(person: Ctx, ...scopes: Operation["permission"][]): Promise<string> {
  return (await createKey(person, CreateKey.parse({ name: "A script", scopes }))).token;
}

/** The operation's example, about what is in the scene. */
function inputFor(operation: Operation): Record<string, unknown> {
  const standIns: Record<string, unknown> = {
    other: scene.other,
    link: scene.link,
    interval: scene.interval,
    task: scene.task,
    assignment: scene.assignment,
    team,
    run: runId,
    "waiting run": waitingRunId,
    proposal: proposalId,
    investigation: investigationId,
    hypothesis: hypothesisId,
    connection: connectionId,
    override: rota.override,
    swap: rota.swap,
    drill: drillId,
    "action item": actionItemId,
    tracker: trackerId,
    ...pageScene,
    ...runbookRuns,
    ...signals,
    checkout: `checkout-${scene.service.slice(-6)}`,
    "some reviewers": [`@${scene.deputy.person.handle}`],
    deputy: `@${scene.deputy.person.handle}`,
  };
  const example: Record<string, unknown> = { ...Object.fromEntries(pathFields(operation).map((field) => [field, ""])), ...operation.example };
  if ("reference" in operation.input.shape) example.reference = scene.reference;
  if ("entry" in example) example.entry = scene.note;
  return Object.fromEntries(Object.entries(example).map(([field, value]) => [field, standIns[String(value)] ?? value]));
}

function bodyFields(operation: Operation): string[] {
  return operation.method === "GET" ? [] : Object.keys(operation.example).filter((field) => !pathFields(operation).includes(field));
}

async function call(operation: Operation, token: string | null, input: Record<string, unknown>, requestKey?: string) {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, field: string) => encodeURIComponent(String(input[field])));
  const rest = Object.entries(input).filter(([field]) => !pathFields(operation).includes(field));
  const isInAddress = operation.method === "GET" || operation.method === "DELETE";
  const query = isInAddress ? `?${new URLSearchParams(rest.map(([field, value]) => [field, String(value)]))}` : "";
  const response = await fetch(`${api.url}/api/v1${path}${query}`, {
    method: operation.method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(requestKey ? { "idempotency-key": requestKey } : {}),
      "content-type": "application/json",
    },
    ...(isInAddress ? {} : { body: JSON.stringify(Object.fromEntries(rest)) }),
  });
  const body: unknown = await response.json();
  expect(flawsOf(operation, { status: response.status, type: response.headers.get("content-type") ?? "", body }), JSON.stringify(body)).toEqual([]);
  return { status: response.status, body };
}
