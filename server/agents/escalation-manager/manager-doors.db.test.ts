import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CreateKey } from "#lib/contracts/key.ts";
import { AGENT_TOOLS } from "#server/api/agent-tools.ts";
import { startApi } from "#server/auth/testing/browser.ts";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { createKey } from "#server/keys/index.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { anIncident, roomOf } from "#server/testing/incident.ts";
import { startAgentRuns } from "../index.ts";
import { asked, doorsOf } from "../testing/doors.ts";
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

const visitor = () => ({ url: api.url, key, person: ada });

describe.each(doorsOf("escalation-manager", visitor))("by %s", (_, ask) => {
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
  const summary = await (await asked(visitor(), `/incidents/${reference}/executive-summary`)).json();
  expect(summary).toMatchObject({ reference, title: "Payments fail", severity: "SEV2", sections: expect.any(Array) });
  expect(summary.markdown).toContain(`## Executive summary: ${reference}`);
  expect(summary.markdown).toMatch(/- SEV2: Payments fail\. \[#1\]/);
  expect(summary.markdown).toContain("- The impact is not known yet.");
});
