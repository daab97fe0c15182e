import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { isOver } from "#lib/contracts/agent.ts";
import { CreateKey } from "#lib/contracts/key.ts";
import { AGENT_TOOLS } from "#server/api/agent-tools.ts";
import { startApi } from "#server/auth/testing/browser.ts";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { run } from "#server/cli/run.ts";
import { connectEvidence } from "#server/investigations/index.ts";
import { createKey } from "#server/keys/index.ts";
import { db } from "#server/platform/db.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { aService } from "#server/testing/incident.ts";
import { startAgentRuns } from "../index.ts";
import { until } from "../testing/desk.ts";
import { aFullPool } from "./testing/full-pool.ts";

const [OUTAGE, EXHAUSTION] = ["Investigate the cause of the payment API outage at 14:30", "What caused the database connection exhaustion?"];

let api: Awaited<ReturnType<typeof startApi>>;
let ada: Somebody;
let key: string;
let slug: string;
let stop: () => Promise<void>;

beforeAll(async () => {
  api = await startApi();
  await startListener();
});
afterAll(async () => {
  await stopListener();
  await api.close();
});
beforeEach(async () => {
  await resetDatabase();
  ada = await somebody("responder", { name: "Ada" });
  key = (await createKey(ada.ctx, CreateKey.parse({ name: "Terminal" }))).token;
  ({ slug } = await db().service.findUniqueOrThrow({ where: { id: await aService("Payment API") }, select: { slug: true } }));
  connectEvidence(async () => [aFullPool(slug)]);
  stop = startAgentRuns({ tools: AGENT_TOOLS, model: null });
});
afterEach(async () => {
  connectEvidence(async () => []);
  await stop();
});

const asked = (path: string, body?: object) =>
  fetch(`${api.url}/api/v1${path}`, {
    method: body ? "POST" : "GET",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });

/** Each way to ask from outside: answers with what was said in the end. */
const DOORS: Record<string, (prompt: string) => Promise<string>> = {
  "the command line, as in the seed": async (prompt) => {
    const said: string[] = [];
    const io = {
      out: (text: string) => void said.push(text, "\n"),
      write: (text: string) => void said.push(text),
      err: (text: string) => void said.push(text),
      env: { MUSTER_URL: api.url, MUSTER_API_KEY: key },
      setEnv: () => undefined,
      isTerminal: true,
      confirm: async () => false,
      signal: new AbortController().signal,
    };
    expect(await run(["run", "agent", "library://incident/rca-agent", "--prompt", prompt], io)).toBe(0);
    return said.join("");
  },
  "the API, with its stream": async (prompt) => {
    const started = await asked("/agents/rca-agent/runs", { prompt });
    expect(started.status).toBe(202);
    const { runId } = (await started.json()) as { runId: string };
    return (await asked(`/runs/${runId}/events`)).text();
  },
  MCP: async (prompt) => {
    const client = new Client({ name: "test", version: "1" });
    await client.connect(
      new StreamableHTTPClientTransport(new URL(`${api.url}/api/mcp`), { requestInit: { headers: { authorization: `Bearer ${key}` } } }),
    );
    const answer = await client.callTool({ name: "investigate", arguments: { question: prompt } });
    const { runId } = answer.structuredContent as { runId: string };
    await until(ada.ctx, runId, isOver);
    const read = await client.callTool({ name: "get_run", arguments: { id: runId } });
    await client.close();
    return JSON.stringify(read.content);
  },
};

describe.each(Object.entries(DOORS))("by %s", (_, ask) => {
  test("the outage at 14:30 is investigated at that time, of the service that was named", async () => {
    expect(await ask(OUTAGE)).toContain("Looking into");
    const { services, windowFrom, state, question } = await db().investigation.findFirstOrThrow();
    expect([question, services, state]).toEqual([OUTAGE, [slug], "reported"]);
    expect(new Date(windowFrom.getTime() + 150 * 60_000).toISOString()).toContain("T14:30:00");
  });

  test("the exhaustion of connections is found, with its evidence", async () => {
    const said = await ask(EXHAUSTION);
    expect(said).toContain("Connection pool exhausted");
    expect(said).toMatch(/\[E\d+/);
    const { analysis } = await db().investigation.findFirstOrThrow();
    expect(analysis).toMatchObject({ rootCause: { service: slug, sufficient: true } });
  });
});
