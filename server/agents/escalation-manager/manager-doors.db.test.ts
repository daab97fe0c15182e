import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { isOver } from "#lib/contracts/agent.ts";
import { CreateKey } from "#lib/contracts/key.ts";
import { AGENT_TOOLS } from "#server/api/agent-tools.ts";
import { startApi } from "#server/auth/testing/browser.ts";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { run } from "#server/cli/run.ts";
import { createKey } from "#server/keys/index.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { anIncident, roomOf } from "#server/testing/incident.ts";
import { startAgentRuns } from "../index.ts";
import { until } from "../testing/desk.ts";
import { aLadder } from "./testing/ladder.ts";

let api: Awaited<ReturnType<typeof startApi>>;
let ada: Somebody;
let key: string;
let reference: string;
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
  await aLadder();
  reference = await anIncident(ada.ctx, { severity: "SEV2", title: "Payments fail" });
  stop = startAgentRuns({ tools: AGENT_TOOLS, model: null });
});
afterEach(() => stop());

const asked = async (path: string, body?: object) => {
  const response = await fetch(`${api.url}/api/v1${path}`, {
    method: body ? "POST" : "GET",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  expect(response.ok, `${path} ${response.status}`).toBe(true);
  return response;
};

type Run = { proposals: { id: string }[] };

/** Each way to ask from outside: accepts what is proposed, and answers with what was said. */
const DOORS: Record<string, (prompt: string) => Promise<string>> = {
  "the command line, as in the seed": async (prompt) => {
    const said: string[] = [];
    const keep = (text: string) => void said.push(text, "\n");
    const io = {
      out: keep,
      write: keep,
      err: keep,
      env: { MUSTER_URL: api.url, MUSTER_API_KEY: key },
      setEnv: () => undefined,
      isTerminal: true,
      confirm: async () => true,
      signal: new AbortController().signal,
    };
    expect(await run(["run", "agent", "library://incident/escalation-manager", "--prompt", prompt], io)).toBe(0);
    return said.join("");
  },
  "the API": async (prompt) => {
    const { runId } = (await (await asked("/agents/escalation-manager/runs", { prompt })).json()) as { runId: string };
    await until(ada.ctx, runId, isOver);
    const text = await (await asked(`/runs/${runId}`)).text();
    for (const { id } of (JSON.parse(text) as Run).proposals) await asked(`/proposals/${id}/decision`, { accept: true });
    return text;
  },
  MCP: async (prompt) => {
    const client = new Client({ name: "test", version: "1" });
    await client.connect(
      new StreamableHTTPClientTransport(new URL(`${api.url}/api/mcp`), { requestInit: { headers: { authorization: `Bearer ${key}` } } }),
    );
    const started = await client.callTool({ name: "start_run", arguments: { agent: "escalation-manager", prompt } });
    const { runId } = started.structuredContent as { runId: string };
    await until(ada.ctx, runId, isOver);
    const read = await client.callTool({ name: "get_run", arguments: { id: runId } });
    for (const { id } of (read.structuredContent as Run).proposals)
      await client.callTool({ name: "decide_proposal", arguments: { id, accept: true } });
    await client.close();
    return JSON.stringify(read.content);
  },
};

describe.each(Object.entries(DOORS))("by %s", (_, ask) => {
  test("the seed's two requests escalate with a person's consent, and say who was notified", async () => {
    const short = `INC-${reference.slice(-3)}`;
    expect(await ask(`Escalate ${short} to SEV1 - need VP Engineering`)).toContain("page VP Engineering");
    const room = await roomOf(reference);
    expect(room.severity).toBe("SEV1");
    expect(room.escalation?.fired.flatMap(({ pages }) => pages.map(({ name }) => name))).toEqual(["Dave Osei"]);
    const said = await ask("Who has been notified for the current incident?");
    expect(said).toContain(`Escalation Status: ${reference}`);
    expect(said).toContain("Dave Osei");
    expect(said).toContain("Recommended Actions");
  });
});

test("the executive summary is read as JSON and as Markdown, with the entries of each sentence", async () => {
  const summary = await (await asked(`/incidents/${reference}/executive-summary`)).json();
  expect(summary).toMatchObject({ reference, title: "Payments fail", severity: "SEV2", sections: expect.any(Array) });
  expect(summary.markdown).toContain(`## Executive summary: ${reference}`);
  expect(summary.markdown).toMatch(/- SEV2: Payments fail\. \[#1\]/);
  expect(summary.markdown).toContain("- The impact is not known yet.");
});
