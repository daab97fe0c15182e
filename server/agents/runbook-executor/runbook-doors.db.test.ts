import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { isOver } from "#lib/contracts/agent.ts";
import { CreateKey } from "#lib/contracts/key.ts";
import { AGENT_TOOLS } from "#server/api/agent-tools.ts";
import { createCaller } from "#server/api/root.ts";
import { startApi } from "#server/auth/testing/browser.ts";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { run } from "#server/cli/run.ts";
import { startDrill, startDrills } from "#server/drills/index.ts";
import { createKey } from "#server/keys/index.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import { runsOf } from "#server/runbooks/testing/desk.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { startAgentRuns } from "../index.ts";
import { until } from "../testing/desk.ts";

let api: Awaited<ReturnType<typeof startApi>>;
let ada: Somebody;
let key: string;
let incident: string;
let stops: (() => Promise<void>)[] = [];

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
  stops = [startDrills(), startAgentRuns({ tools: AGENT_TOOLS, model: null })];
  incident = (await startDrill(ada.ctx, { scenario: "calm" })).reference;
});
afterEach(async () => {
  await Promise.all(stops.map((stop) => stop()));
});

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
type Ask = (prompt: string) => Promise<string>;

/** Each way to ask; it accepts what is proposed, and answers with what was said. */
const DOORS: Record<string, Ask> = {
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
    expect(await run(["run", "agent", "library://incident/runbook-executor", "--prompt", prompt], io)).toBe(0);
    return said.join("");
  },
  "the console": async (prompt) => {
    const caller = createCaller(ada.ctx);
    const { id } = await caller.agents.start({ agent: "runbook-executor", prompt });
    const view = await until(ada.ctx, id, isOver);
    for (const proposal of view.proposals) await caller.agents.decide({ id: proposal.id, accept: true });
    return JSON.stringify(view.chunks);
  },
  "the API": async (prompt) => {
    const { runId } = (await (await asked("/agents/runbook-executor/runs", { prompt })).json()) as { runId: string };
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
    const started = await client.callTool({ name: "start_run", arguments: { agent: "runbook-executor", prompt } });
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
  test("the seed's two requests lay out a run word for word, and run it with a person's consent", { timeout: 60_000 }, async () => {
    const said = await ask(`Execute runbook: database-failover-procedure for ${incident}`);
    expect(said).toContain("kubectl get pod postgres-0 -n shop -o wide");
    const guided = await ask(`Guide me through the pod-restart runbook for payment-api in ${incident}`);
    expect(guided).toContain("kubectl scale deployment payment-api -n shop --replicas=2");
    const runs = await runsOf(ada.ctx);
    expect(runs.map(({ slug, mode, target, startedBy }) => [slug, mode, target, startedBy.name])).toEqual([
      ["pod-restart-graceful", "guided", "deployment/payment-api", "Ada"],
      ["database-failover-procedure", "run", "statefulset/postgres", "Ada"],
    ]);
  });

  test("a step is explained, the library told, and runs are told", { timeout: 60_000 }, async () => {
    const said = await ask("Explain step 2 of pod-restart-graceful");
    expect(said).toContain("Step 2: Scale down by 1 replica");
    expect(said).toContain("It is undone by");
    expect(await ask("List the runbooks")).toContain("traffic-drain");
    expect(await ask(`What is running in ${incident}?`)).toContain(`No runbook ran for ${incident} yet`);
  });
});
