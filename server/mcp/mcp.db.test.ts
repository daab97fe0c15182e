import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CreateKey } from "#lib/contracts/key.ts";
import type { Permission } from "#lib/contracts/permissions.ts";
import { OPERATIONS } from "#server/api/operations/index.ts";
import { startApi } from "#server/auth/testing/browser.ts";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { createKey } from "#server/keys/index.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { anIncident, kindsOf } from "#server/testing/incident.ts";

let api: Awaited<ReturnType<typeof startApi>>;
let responder: Somebody;
const clients: Client[] = [];

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  await resetDatabase();
  responder = await somebody("responder", { name: "Robin" });
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
});

async function connect(who: Somebody, scopes: Permission[] = []): Promise<Client> {
  const { token } = await createKey(who.ctx, CreateKey.parse({ name: "An assistant", scopes }));
  const client = new Client({ name: "test", version: "1" });
  const requestInit = { headers: { authorization: `Bearer ${token}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL(`${api.url}/api/mcp`), { requestInit }));
  clients.push(client);
  return client;
}

type Answer = { isError?: boolean; structuredContent?: Record<string, unknown>; content: { text: string }[] };
const call = async (client: Client, name: string, args: Record<string, unknown> = {}) =>
  (await client.callTool({ name, arguments: args })) as unknown as Answer;

describe("an MCP client", () => {
  test("is shown every operation that its key may use", async () => {
    const admin = await connect(await somebody("admin"));
    const all = (await admin.listTools()).tools;
    expect(all.map(({ name }) => name)).toEqual(OPERATIONS.map(({ name }) => name));
    const reader = await connect(responder, ["incident.read"]);
    const some = (await reader.listTools()).tools;
    expect(some.map(({ name }) => name)).toEqual(OPERATIONS.filter(({ permission }) => permission === "incident.read").map(({ name }) => name));
    expect(some.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true);
  });

  test("declares an incident, works on it and reads it", async () => {
    const client = await connect(responder);
    const { reference } = (await call(client, "declare_incident", { title: "Checkout fails", severity: "SEV2" })).structuredContent ?? {};
    await call(client, "add_note", { reference, text: "The pool is full" });
    await call(client, "assign_role", { reference, role: "scribe", user: "me" });
    expect(await kindsOf(String(reference))).toEqual(["declared", "role", "watcher", "note", "role"]);
    const incident = await call(client, "get_incident", { reference });
    expect(JSON.parse(incident.content[0]?.text ?? "")).toMatchObject({ title: "Checkout fails", severity: "SEV2", seq: 5 });
  });

  test("is told what to do when something is refused", async () => {
    const client = await connect(responder);
    expect(await call(client, "declare_incident", { title: "" })).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining("The title is empty") }],
    });
    expect(await call(client, "get_incident", { reference: "INC-2020-0101-001" })).toMatchObject({ isError: true });
    expect(await call(client, "drop_database")).toMatchObject({ isError: true, content: [{ text: expect.stringContaining("no tool") }] });
    expect(await call(client, "get_incident", { reference: "INC-2020-0101-001", sql: "1" })).toMatchObject({ isError: true });
  });

  test("has no more rights than its key: neither by listing nor by calling", async () => {
    const owner = await somebody("responder");
    const hidden = await anIncident(owner.ctx, { visibility: "private", title: "Breach" });
    const reader = await connect(responder, ["incident.read"]);
    expect(await call(reader, "declare_incident", { title: "Mine" })).toMatchObject({ isError: true });
    expect(await call(reader, "get_incident", { reference: hidden })).toMatchObject({ isError: true });
    expect(JSON.stringify(await call(reader, "list_incidents", { status: "all" }))).not.toContain("Breach");
  });

  test("without a key gets nothing", async () => {
    const client = new Client({ name: "test", version: "1" });
    await expect(client.connect(new StreamableHTTPClientTransport(new URL(`${api.url}/api/mcp`)))).rejects.toThrow();
    expect((await fetch(`${api.url}/api/mcp`, { method: "POST", body: "{}" })).status).toBe(401);
  });
});
