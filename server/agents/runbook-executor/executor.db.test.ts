import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { isOver } from "#lib/contracts/agent.ts";
import { AGENT_TOOLS } from "#server/api/agent-tools.ts";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import { readRunbook } from "#server/runbooks/index.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { anIncident, refusal } from "#server/testing/incident.ts";
import { decideProposal, startAgentRuns, startRun } from "../index.ts";
import { compatibleModel } from "../model/choose.ts";
import { until, wordsOf } from "../testing/desk.ts";
import { type Line, type PlayedModel, playModel } from "../testing/scripted-model.ts";

const DRAFT = `---
name: kafka-restart
title: Restart a Kafka broker
target: statefulset/{{statefulset}}
namespace: "{{namespace}}"
parameters:
  - { name: namespace, type: namespace }
  - { name: statefulset, type: statefulset, default: kafka }
---

### Restart the brokers one by one

- Risk: high
- No undo: a restart cannot be taken back

\`\`\`bash
kubectl rollout restart statefulset {{statefulset}} -n {{namespace}}
\`\`\`
`;

let ada: Somebody;
let model: PlayedModel | undefined;
let stop: () => Promise<void> = async () => undefined;

beforeAll(startListener);
afterAll(stopListener);
beforeEach(async () => {
  await resetDatabase();
  ada = await somebody("responder", { name: "Ada" });
});
afterEach(async () => {
  await stop();
  await model?.close();
  model = undefined;
});

async function ask(prompt: string, more: { incident?: string; script?: Line[] } = {}) {
  if (more.script) model = await playModel(more.script);
  const chosen = model ? { name: "compatible/scripted", model: compatibleModel(model.url, "scripted", "sk-secret-key"), price: null } : null;
  stop = startAgentRuns({ tools: AGENT_TOOLS, model: chosen });
  const { id } = await startRun(ada.ctx, { agent: "runbook-executor", prompt, ...(more.incident ? { incident: more.incident } : {}) });
  return until(ada.ctx, id, isOver);
}

describe("by itself", () => {
  test("finds the runbook that fits the symptoms of an incident, with the reasons", async () => {
    const incident = await anIncident(ada.ctx, { title: "The certificate of the storefront has expired" });
    const said = wordsOf(await ask("Which runbook fits this incident?", { incident }));
    expect(said).toMatch(/\*\*certificate-renewal\*\*: .*Both speak of certific/);
    expect(said).toContain("Say “Guide me through certificate-renewal” to begin.");
  });

  test("says that nothing fits where nothing does, and what to do", async () => {
    const incident = await anIncident(ada.ctx, { title: "Qwerty" });
    expect(wordsOf(await ask("Which runbook fits this incident?", { incident }))).toContain("investigate it first, and accept a cause");
  });

  test.each(["don't run the rolling restart", "Grace said run the node drain", "should we run the database failover?"])(
    "“%s” proposes nothing",
    async (prompt) => {
      expect((await ask(prompt)).proposals).toEqual([]);
    },
  );

  test("says what a draft needs, where there is no model", async () => {
    const view = await ask("draft a runbook for restarting kafka");
    expect(wordsOf(view)).toContain("A draft needs a language model");
    expect(view.proposals).toEqual([]);
  });
});

describe("with a model", () => {
  const script: Line[] = [
    { calls: [{ name: "check_runbook", arguments: { text: DRAFT } }] },
    { calls: [{ name: "draft_runbook", arguments: { text: DRAFT, note: "Asked for by Ada" } }] },
    { text: "The draft waits for your consent." },
  ];

  test("drafts a runbook, which is marked as a draft until a person has reviewed it", async () => {
    const view = await ask("Draft a runbook for restarting a Kafka broker", { script });
    expect(view.proposals.map(({ tool, effect }) => [tool, effect])).toEqual([
      ["draft_runbook", "Saves a draft of a new runbook. It is marked as one until a person has reviewed it."],
    ]);
    expect((await refusal(readRunbook(ada.ctx, { slug: "kafka-restart" }))).status).toBe(404);
    const [proposal] = view.proposals;
    await decideProposal(ada.ctx, { id: proposal?.id ?? "", accept: true });
    expect((await readRunbook(ada.ctx, { slug: "kafka-restart" })).card).toMatchObject({ isDraft: true, version: 1 });
  });

  test("cannot save a runbook as reviewed, nor start one without a person", async () => {
    const view = await ask("Draft and run it", {
      script: [
        { calls: [{ name: "save_runbook", arguments: { text: DRAFT, isDraft: false } }] },
        { calls: [{ name: "draft_runbook", arguments: { text: DRAFT, isDraft: false } }] },
        { calls: [{ name: "start_runbook_run", arguments: { slug: "rolling-restart", parameters: { namespace: "shop", deployment: "orders" } } }] },
        { text: "Done." },
      ],
    });
    expect(JSON.stringify(view.chunks)).toContain("There is no tool save_runbook");
    expect(view.proposals.map(({ tool, state }) => [tool, state])).toEqual([["start_runbook_run", "open"]]);
  });
});
