import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { expect } from "vitest";
import { isOver } from "#lib/contracts/agent.ts";
import { createCaller } from "#server/api/root.ts";
import type { Somebody } from "#server/auth/testing/people.ts";
import { run } from "#server/cli/run.ts";
import { until } from "./desk.ts";

/** Who asks, with which key, and where. */
export type Visitor = { url: string; key: string; person: Somebody };
type Run = { proposals: { id: string }[] };

/** Each way to ask this agent; it accepts what is proposed, and answers with what was said. `visitor` is asked anew each time. */
export function doorsOf(agent: string, visitor: () => Visitor): [name: string, ask: (prompt: string) => Promise<string>][] {
  return [
    ["the command line, as in the seed", (prompt) => byCommandLine(agent, prompt, visitor())],
    ["the console", (prompt) => byConsole(agent, prompt, visitor())],
    ["the API", (prompt) => byApi(agent, prompt, visitor())],
    ["MCP", (prompt) => byMcp(agent, prompt, visitor())],
  ];
}

/** A request of the API that has to succeed. */
export async function asked({ url, key }: Visitor, path: string, body?: object): Promise<Response> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method: body ? "POST" : "GET",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  expect(response.ok, `${path} ${response.status}`).toBe(true);
  return response;
}

async function byCommandLine(agent: string, prompt: string, { url, key }: Visitor): Promise<string> {
  const said: string[] = [];
  const keep = (text: string) => void said.push(text, "\n");
  const io = {
    out: keep,
    write: keep,
    err: keep,
    env: { MUSTER_URL: url, MUSTER_API_KEY: key },
    setEnv: () => undefined,
    isTerminal: true,
    confirm: async () => true,
    signal: new AbortController().signal,
  };
  expect(await run(["run", "agent", `library://incident/${agent}`, "--prompt", prompt], io)).toBe(0);
  return said.join("");
}

async function byConsole(agent: string, prompt: string, { person }: Visitor): Promise<string> {
  const caller = createCaller(person.ctx);
  const { id } = await caller.agents.start({ agent, prompt });
  const view = await until(person.ctx, id, isOver);
  for (const proposal of view.proposals) await caller.agents.decide({ id: proposal.id, accept: true });
  return JSON.stringify(view.chunks);
}

async function byApi(agent: string, prompt: string, visitor: Visitor): Promise<string> {
  const { runId } = (await (await asked(visitor, `/agents/${agent}/runs`, { prompt })).json()) as { runId: string };
  await until(visitor.person.ctx, runId, isOver);
  const text = await (await asked(visitor, `/runs/${runId}`)).text();
  for (const { id } of (JSON.parse(text) as Run).proposals) await asked(visitor, `/proposals/${id}/decision`, { accept: true });
  return text;
}

async function byMcp(agent: string, prompt: string, { url, key, person }: Visitor): Promise<string> {
  const client = new Client({ name: "test", version: "1" });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${url}/api/mcp`), { requestInit: { headers: { authorization: `Bearer ${key}` } } }),
  );
  const started = await client.callTool({ name: "start_run", arguments: { agent, prompt } });
  const { runId } = started.structuredContent as { runId: string };
  await until(person.ctx, runId, isOver);
  const read = await client.callTool({ name: "get_run", arguments: { id: runId } });
  for (const { id } of (read.structuredContent as Run).proposals) await client.callTool({ name: "decide_proposal", arguments: { id, accept: true } });
  await client.close();
  return JSON.stringify(read.content);
}
