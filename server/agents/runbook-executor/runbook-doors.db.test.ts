import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CreateKey } from "#lib/contracts/key.ts";
import { AGENT_TOOLS } from "#server/api/agent-tools.ts";
import { startApi } from "#server/auth/testing/browser.ts";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { startDrill, startDrills } from "#server/drills/index.ts";
import { createKey } from "#server/keys/index.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import { runsOf } from "#server/runbooks/testing/desk.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { startAgentRuns } from "../index.ts";
import { doorsOf } from "../testing/doors.ts";

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

const visitor = () => ({ url: api.url, key, person: ada });

describe.each(doorsOf("runbook-executor", visitor))("by %s", (_, ask) => {
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
