import { afterEach, beforeEach, expect, test } from "vitest";
import { DraftPostmortem, ExportPostmortem } from "#lib/contracts/postmortem.ts";
import { AGENT_TOOLS } from "#server/api/agent-tools.ts";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { draftPostmortem, exportPostmortem } from "#server/postmortems/index.ts";
import { paymentOutage } from "#server/postmortems/testing/payment-outage.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { decideProposal, startAgentRuns, startRun } from "../index.ts";
import { compatibleModel } from "../model/choose.ts";
import { until, wordsOf } from "../testing/desk.ts";
import { type PlayedModel, playModel } from "../testing/scripted-model.ts";

let ada: Somebody;
let model: PlayedModel | undefined;
let stop: () => Promise<void> = async () => undefined;

beforeEach(async () => {
  await resetDatabase();
  await startListener();
  ada = await somebody("responder", { name: "Ada" });
});
afterEach(async () => {
  await stop();
  await model?.close();
  await stopListener();
});

test("a model's prose for a section is proposed, stands once a person accepts it, and what it leaves uncited counts as unsupported", async () => {
  const { reference } = await paymentOutage(ada.ctx);
  await draftPostmortem(ada.ctx, DraftPostmortem.parse({ reference }));
  const markdownNow = async () => (await exportPostmortem(ada.ctx, ExportPostmortem.parse({ reference }))).content;
  const unsupported = async () => {
    const { content } = await exportPostmortem(ada.ctx, ExportPostmortem.parse({ reference, format: "json" }));
    const { sentences } = JSON.parse(content) as { sentences: { text: string; claim: string }[] };
    return sentences.filter(({ claim }) => claim === "unsupported").map(({ text }) => text);
  };
  const before = await markdownNow();
  const markdown = "1. A pool that fills needs an alarm before it is full [#3].\n2. Staging had another driver.";
  model = await playModel([
    { calls: [{ name: "get_postmortem", arguments: { reference } }] },
    { calls: [{ name: "rewrite_section", arguments: { reference, section: "lessons", markdown } }] },
    { text: "I propose two lessons. The pool was full [#3]." },
  ]);
  stop = startAgentRuns({
    tools: AGENT_TOOLS,
    model: { name: "compatible/scripted", model: compatibleModel(model.url, "scripted", "sk"), price: null },
  });
  const { id } = await startRun(ada.ctx, { agent: "postmortem-writer", prompt: "Write better lessons", incident: reference });
  const view = await until(ada.ctx, id);
  expect(wordsOf(view)).toContain("I propose two lessons.");
  expect(JSON.stringify(view.chunks)).toContain("cites no evidence: “I propose two lessons.”");
  const [proposal] = view.proposals;
  expect([proposal?.tool, proposal?.state, await markdownNow()]).toEqual(["rewrite_section", "open", before]);
  await decideProposal(ada.ctx, { id: proposal?.id ?? "", accept: true });
  await expect.poll(markdownNow).toContain("A pool that fills needs an alarm before it is full");
  expect(await unsupported()).toEqual([expect.stringContaining("Staging had another driver.")]);
});
