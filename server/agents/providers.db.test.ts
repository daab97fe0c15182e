import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Environment, readEnvironment } from "#server/platform/env.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident } from "#server/testing/incident.ts";
import { startAgentRuns } from "./index.ts";
import { chooseModel } from "./model/choose.ts";
import { anAgent, ask, TOOLS, until, wordsOf } from "./testing/desk.ts";
import { playProvider, providers } from "./testing/played-providers.ts";
import { playModel } from "./testing/scripted-model.ts";

let ada: Someone;
let reference: string;
let stop: () => Promise<void> = async () => undefined;

beforeEach(async () => {
  await resetDatabase();
  await startListener();
  ada = await testPerson({ name: "Ada" });
  reference = await anIncident(ada);
});
afterEach(async () => {
  await stop();
  await stopListener();
});

const SECRET = "sk-of-the-installation";
const KEYS = { anthropic: "ANTHROPIC_API_KEY", openai: "OPENAI_API_KEY", google: "GOOGLE_GENERATIVE_AI_API_KEY" } as const;
const settings = (values: Record<string, string>): Environment => readEnvironment({ NODE_ENV: "test", ...values } as NodeJS.ProcessEnv);

async function drive(values: Environment) {
  stop = startAgentRuns({ tools: TOOLS, agents: [anAgent()], model: chooseModel(values) });
  return until(ada, await ask(ada, "What now?", reference));
}

describe("MUSTER_MODEL", () => {
  test.each(["anthropic", "openai", "google"] as const)(
    "%s/… drives a run over that maker's interface, at MUSTER_MODEL_URL where it is set",
    async (maker) => {
      const provider = providers(reference)[maker];
      const played = await playProvider(provider);
      try {
        const view = await drive(
          settings({ MUSTER_MODEL: `${maker}/a-model`, [KEYS[maker]]: SECRET, MUSTER_MODEL_URL: played.url, MUSTER_MODEL_PRICE: "3,15" }),
        );
        expect(view.run).toMatchObject({
          state: "done",
          driver: "model",
          model: `${maker}/a-model`,
          steps: 2,
          note: null,
          tokensIn: 20,
          tokensOut: 10,
        });
        expect(view.run.costDollars).toBeCloseTo(0.00021, 8);
        expect(wordsOf(view)).toBe("Let me look.It is SEV2.");
        expect(played.requests.map(({ path }) => path.startsWith("/base/"))).toEqual([true, true]);
        for (const { headers, body } of played.requests) {
          expect(String(headers[provider.key])).toContain(SECRET);
          expect(body).not.toContain(SECRET);
        }
        expect(played.requests[1]?.body).toMatch(/<data from=.{1,3}get_incident.{1,3}>/);
        if (maker === "google") expect(played.requests[1]?.body).toContain("signature-of-the-call");
      } finally {
        await played.close();
      }
    },
  );

  test("compatible/… drives a run at MUSTER_MODEL_URL, with MUSTER_MODEL_KEY or none, and costs nobody knows what", async () => {
    const model = await playModel([{ text: "It is SEV2." }]);
    try {
      const view = await drive(settings({ MUSTER_MODEL: "compatible/a-model", MUSTER_MODEL_URL: model.url }));
      expect(view.run).toMatchObject({ state: "done", driver: "model", model: "compatible/a-model", costDollars: null, tokensIn: 10 });
      expect(model.requests[0]?.authorization).toBeUndefined();
      expect(JSON.parse(model.requests[0]?.body ?? "{}")).toMatchObject({ model: "a-model", stream: true });
    } finally {
      await model.close();
    }
  });

  test("unset chooses no model; half set is refused with what is missing", () => {
    expect(chooseModel(settings({}))).toBeNull();
    for (const [maker, key] of [...Object.entries(KEYS), ["compatible", "MUSTER_MODEL_URL"]]) {
      expect(() => settings({ MUSTER_MODEL: `${maker}/x` })).toThrow(`${key}: MUSTER_MODEL=${maker}/x needs it.`);
    }
    expect(() => settings({ MUSTER_MODEL: "gpt" })).toThrow("Give anthropic/…");
  });
});
