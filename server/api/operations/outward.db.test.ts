import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CreateKey } from "#lib/contracts/key.ts";
import { startAgentRuns } from "#server/agents/index.ts";
import { AGENT_TOOLS } from "#server/api/agent-tools.ts";
import { startApi } from "#server/auth/testing/browser.ts";
import { createKey } from "#server/keys/index.ts";
import { env } from "#server/platform/env.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import { aScene } from "#server/testing/commands.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, aService, fingerprint, logOf } from "#server/testing/incident.ts";
import { OPERATIONS } from "./index.ts";
import { pathFields } from "./openapi.ts";

/** The calls that scripts rely on, with their paths and shapes as they were given out. */

let api: Awaited<ReturnType<typeof startApi>>;
let ada: Awaited<ReturnType<typeof testPerson>>;
let bo: Awaited<ReturnType<typeof testPerson>>;
let token: string;

beforeAll(async () => {
  (env() as { MUSTER_API_RATE: number }).MUSTER_API_RATE = 400;
  api = await startApi();
  await startListener();
});
afterAll(async () => {
  await stopListener();
  await api.close();
});
beforeEach(async () => {
  await resetDatabase();
  ada = await testPerson({ name: "Ada", role: "admin" });
  bo = await testPerson({ name: "Bo" });
  token = await keyOf(ada);
});

const keyOf = async (owner: typeof ada) => (await createKey(owner, CreateKey.parse({ name: "Script" }))).token;

type Body = Record<string, unknown> & { items?: Record<string, unknown>[] };

async function call(line: string, body?: object, key = token) {
  const [method = "GET", path = "/"] = line.split(" ");
  const init = { method, headers: { authorization: `Bearer ${key}` }, ...(body ? { body: JSON.stringify(body) } : {}) };
  const response = await fetch(`${api.url}/api/v1${path}`, init);
  return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
}

/** Reads an event stream until this many events were heard. */
async function heard(path: string, most: number, headers: Record<string, string> = {}) {
  const stop = new AbortController();
  const response = await fetch(`${api.url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}`, ...headers }, signal: stop.signal });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const events: { id: number; data: Record<string, unknown> }[] = [];
  let text = "";
  for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += piece;
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const [id, data] = [/^id: (\d+)$/m.exec(block)?.[1], /^data: (.*)$/m.exec(block)?.[1]];
      if (id && data) events.push({ id: Number(id), data: JSON.parse(data) });
    }
    if (events.length >= most) break;
  }
  stop.abort();
  return events;
}

describe("the calls that scripts were promised", () => {
  test("declare, list, read and edit incidents", async () => {
    const service = await aService("Checkout");
    const impact = { usersPercent: 15 };
    const declared = await call("POST /incidents", {
      title: "Checkout fails",
      severity: "SEV2",
      summary: "Since noon",
      services: [service],
      impact,
      kind: "real",
    });
    expect(declared).toMatchObject({ status: 201, body: { reference: expect.stringMatching(/^INC-\d{4}-\d{4}-\d{3}$/) } });
    const { reference } = declared.body;
    for (let n = 0; n < 2; n += 1) await call("POST /incidents", { title: `Search fails ${n}`, severity: "SEV3" });
    expect((await call("GET /incidents?status=open&severity=SEV2&q=checkout&limit=1")).body).toMatchObject({
      items: [{ reference }],
      nextCursor: null,
    });
    const first = (await call("GET /incidents?limit=2")).body;
    const rest = (await call(`GET /incidents?limit=2&cursor=${encodeURIComponent(String(first.nextCursor))}`)).body;
    expect([first.items?.length, rest.items?.map((row) => row.reference)]).toEqual([2, [reference]]);
    const patch = {
      title: "Checkout fails for all",
      summary: "Since ten",
      impact: { customers: 4 },
      links: [{ url: "https://meet.google.com/abc" }],
    };
    expect((await call(`PATCH /incidents/${reference}`, { ...patch, startedAt: "2026-01-01T00:00:00Z", reason: "By the graph" })).status).toBe(200);
    const read = await call(`GET /incidents/${reference}`);
    expect(read.body).toMatchObject({
      reference,
      title: patch.title,
      summary: patch.summary,
      figures: { customers: 4 },
      links: [{ url: patch.links[0]?.url }],
    });
  });

  test("change status and severity, and merge", async () => {
    const [reference, into] = [await anIncident(ada), await anIncident(ada)];
    expect((await call(`POST /incidents/${reference}/status`, { to: "identified", reason: "Found" })).status).toBe(200);
    expect((await call(`POST /incidents/${reference}/severity`, { to: "SEV1", reason: "Spreading" })).status).toBe(200);
    expect((await call(`GET /incidents/${reference}`)).body).toMatchObject({ phase: "identified", severity: "SEV1" });
    expect(await call(`POST /incidents/${reference}/merge`, { into })).toMatchObject({ status: 200, body: { into } });
  });

  test("give and take roles, and offer command", async () => {
    const reference = await anIncident(ada);
    const given = await call(`POST /incidents/${reference}/roles`, { role: "scribe", user: `@${bo.person.handle}` });
    expect(given).toMatchObject({ status: 201, body: { id: expect.any(String) } });
    expect((await call(`DELETE /incidents/${reference}/roles/${given.body.id}`)).status).toBe(200);
    expect((await call(`POST /incidents/${reference}/handover`, { to: `@${bo.person.handle}` })).status).toBe(201);
    expect((await call(`GET /incidents/${reference}`)).body).toMatchObject({ handover: { to: { name: "Bo" } } });
  });

  test("write and read the timeline, and the room as it was, by seq and by time", async () => {
    const reference = await anIncident(ada);
    const note = await call(`POST /incidents/${reference}/notes`, { text: "The pool is full", occurredAt: "2026-01-01T00:00:00Z" });
    expect(note).toMatchObject({ status: 201, body: { fact: { kind: "note", text: "The pool is full" }, occurredAt: "2026-01-01T00:00:00.000Z" } });
    await call(`PATCH /incidents/${reference}`, { title: "Renamed" });
    const seq = Number(note.body.seq);
    expect((await call(`GET /incidents/${reference}/timeline?after=${seq - 1}&kind=note`)).body.items).toMatchObject([{ seq }]);
    expect((await call(`GET /incidents/${reference}/state?at=${seq}`)).body).toMatchObject({ title: "Checkout fails" });
    const { items = [] } = (await call(`GET /incidents/${reference}/timeline`)).body;
    expect((await call(`GET /incidents/${reference}/state?at=${encodeURIComponent(String(items.at(-1)?.recordedAt))}`)).body.title).toBe("Renamed");
    expect((await call(`GET /incidents/${reference}/state?at=yesterday`)).status).toBe(422);
  });

  test("follow an incident live, and go on after the last event that was heard", async () => {
    const reference = await anIncident(ada);
    const before = (await logOf(reference)).length;
    const following = heard(`/incidents/${reference}/events`, before + 1, { "last-event-id": "0" });
    await call(`POST /incidents/${reference}/notes`, { text: "Live" });
    const events = await following;
    expect(events.map(({ id }) => id)).toEqual(Array.from({ length: before + 1 }, (_, index) => index + 1));
    expect(events.at(-1)?.data).toMatchObject({ seq: before + 1, fact: { kind: "note", text: "Live" } });
    await call(`POST /incidents/${reference}/notes`, { text: "Later" });
    const later = await heard(`/incidents/${reference}/events`, 1, { "last-event-id": String(before + 1) });
    expect(later).toMatchObject([{ id: before + 2, data: { fact: { text: "Later" } } }]);
  });

  test("add and change next actions", async () => {
    const reference = await anIncident(ada);
    const task = await call(`POST /incidents/${reference}/tasks`, { title: "Roll back" });
    expect(task.status).toBe(201);
    expect((await call(`PATCH /incidents/${reference}/tasks/${task.body.id}`, { state: "done" })).status).toBe(200);
    expect((await call(`GET /incidents/${reference}`)).body).toMatchObject({ tasks: [{ title: "Roll back", state: "done" }] });
  });

  test("ask an agent, follow its run from where one was, read and stop it; and read the audit trail", async () => {
    const stop = startAgentRuns({ tools: AGENT_TOOLS, model: null });
    try {
      const reference = await anIncident(ada);
      const asked = await call("POST /agents/incident-commander/runs", { prompt: "What is the status?", incident: reference });
      expect(asked).toMatchObject({ status: 202, body: { runId: expect.any(String) } });
      const { runId } = asked.body;
      const all = await heard(`/runs/${runId}/events`, Number.POSITIVE_INFINITY);
      expect(all.map(({ id }) => id)).toEqual(all.map((_, index) => index + 1));
      expect(all.at(-1)?.data).toEqual({ type: "finish" });
      expect(await heard(`/runs/${runId}/events`, Number.POSITIVE_INFINITY, { "last-event-id": "3" })).toEqual(all.slice(3));
      expect((await call(`GET /runs/${runId}`)).body).toMatchObject({ run: { id: runId, state: "done", driver: "built-in" } });
      expect((await call(`POST /runs/${runId}/cancel`, {})).status).toBe(200);
      expect((await call("GET /audit?limit=5")).body.items).toHaveLength(5);
    } finally {
      await stop();
    }
  });
});

describe("what no caller gets past", () => {
  test("an incident that is private does not exist for others, by whatever call", async () => {
    const scene = await aScene("private");
    const before = await fingerprint();
    for (const { name, method, path, example, input } of OPERATIONS.filter(({ path }) => path.startsWith("/incidents/{reference}"))) {
      const given: Record<string, unknown> = {
        ...example,
        reference: scene.reference,
        entry: 1,
        id: scene.task,
        connection: scene.task,
        to: example.to === "deputy" ? "me" : example.to,
      };
      const fields = Object.keys(example).filter(
        (field) => !pathFields({ path } as (typeof OPERATIONS)[number]).includes(field) && field in input.shape,
      );
      const at = path.replaceAll(/\{(\w+)\}/g, (_, field: string) => encodeURIComponent(String(given[field] ?? "declaration")));
      const asRead = method === "GET" || method === "DELETE";
      const query = asRead ? `?${new URLSearchParams(fields.map((field) => [field, String(given[field])]))}` : "";
      const body = asRead ? undefined : Object.fromEntries(fields.map((field) => [field, given[field] === "other" ? scene.other : given[field]]));
      expect((await call(`${method} ${at}${query}`, body)).status, name).toBe(404);
    }
    expect((await fetch(`${api.url}/api/v1/incidents/${scene.reference}/events`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(
      404,
    );
    expect(await fingerprint()).toEqual(before);
  });

  test("more calls in a minute than MUSTER_API_RATE are refused for that key, with the time to wait", async () => {
    const statuses = new Set<number>();
    const busy = await keyOf(bo);
    const most = env().MUSTER_API_RATE;
    let refused: Awaited<ReturnType<typeof call>> | undefined;
    for (let n = 0; n <= most && !refused; n += 100) {
      const answers = await Promise.all(Array.from({ length: 100 }, () => call("GET /names?colour=blue", undefined, busy)));
      for (const { status } of answers) statuses.add(status);
      refused = answers.find(({ status }) => status === 429);
    }
    expect([...statuses].toSorted()).toEqual([422, 429]);
    expect(refused?.body).toMatchObject({
      code: "too_many_requests",
      status: 429,
      detail: expect.stringMatching(/^More than [\d,]+ calls in a minute\. Wait \d+ seconds/),
    });
    expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await call("GET /names")).status).toBe(200);
  });
});
