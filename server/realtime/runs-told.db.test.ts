import { type ClientRequest, request } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { startAgentRuns } from "#server/agents/index.ts";
import { anAgent, ask, TOOLS, until } from "#server/agents/testing/desk.ts";
import { sessionCookie } from "#server/auth/cookies.ts";
import { authSecret } from "#server/auth/secret.ts";
import { startApi } from "#server/auth/testing/browser.ts";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { db } from "#server/platform/db.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { anIncident } from "#server/testing/incident.ts";
import { startListener, stopListener } from "./listener.ts";

/** Less than the 15 s after which streams look by themselves. */
const AT_MOST_MS = 10_000;
let api: Awaited<ReturnType<typeof startApi>>;
let [ada, bo]: Somebody[] = [];
const open: ClientRequest[] = [];
let stop: () => Promise<void> = async () => undefined;

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
  [ada, bo] = [await somebody("responder", { name: "Ada" }), await somebody("responder", { name: "Bo" })];
});
afterEach(async () => {
  for (const asking of open.splice(0)) asking.destroy();
  await stop();
});

/** What the stream of an incident has said so far. */
async function listen(who: Somebody, reference: string): Promise<{ said: string }> {
  const { token } = await db().session.findUniqueOrThrow({ where: { id: who.sessionId }, select: { token: true } });
  const cookie = sessionCookie(token, await authSecret()).split(";")[0] ?? "";
  const heard = { said: "" };
  await new Promise<void>((resolve, reject) => {
    const asking = request(`${api.url}/api/v1/incidents/${reference}/events`, { headers: { cookie } }, (response) => {
      response.setEncoding("utf8").on("data", (text: string) => {
        heard.said += text;
        if (heard.said.includes("event: presence")) resolve();
      });
    });
    asking.once("error", reject);
    asking.end();
    open.push(asking);
  });
  return heard;
}

const toldOf = ({ said }: { said: string }): string[] => said.match(/event: runs\ndata: .*/g) ?? [];

test("everybody in a room is told that somebody asked an agent and that the run goes on, and of nothing else of it; other rooms are not", async () => {
  if (!ada || !bo) throw new Error("Somebody is missing.");
  const [here, elsewhere] = [await anIncident(ada.ctx), await anIncident(ada.ctx)];
  const [watching, other] = [await listen(bo, here), await listen(bo, elsewhere)];
  const agent = anAgent(async function* () {
    yield { type: "text", text: "A secret plan." };
  });
  stop = startAgentRuns({ tools: TOOLS, agents: [agent], model: null });
  const id = await ask(ada.ctx, "Why?", here);
  await vi.waitFor(() => expect(toldOf(watching).length).toBeGreaterThanOrEqual(3), { timeout: AT_MOST_MS });
  await until(ada.ctx, id);
  expect(new Set(toldOf(watching))).toEqual(new Set(["event: runs\ndata: {}"]));
  expect(watching.said).not.toContain("secret plan");
  expect(toldOf(other)).toEqual([]);
});
