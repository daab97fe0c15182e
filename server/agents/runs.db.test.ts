import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, kindsOf } from "#server/testing/incident.ts";
import { startAgentRuns } from "./index.ts";
import { anAgent, ask, TOOLS, until, wordsOf } from "./testing/desk.ts";

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

const work = (options: Partial<Parameters<typeof startAgentRuns>[0]> = {}) => {
  stop = startAgentRuns({ tools: TOOLS, agents: [anAgent()], model: null, ...options });
};

describe("a run without a model", () => {
  test("goes the agent's own way, and its transcript says what it did", async () => {
    work();
    const id = await ask(ada, "What is it called?", reference);
    const view = await until(ada, id);
    expect(view.run).toMatchObject({ state: "done", driver: "built-in", model: null, steps: 2, costDollars: 0, note: null });
    expect(wordsOf(view)).toBe("You asked: What is it called?\n\nIt is called Checkout fails.");
    expect(view.chunks.map(({ data }) => data.type)).toEqual([
      "start",
      "data-driver",
      "start-step",
      "text-start",
      "text-delta",
      "text-end",
      "tool-input-available",
      "tool-output-available",
      "finish-step",
      "start-step",
      "data-block",
      "text-start",
      "text-delta",
      "text-end",
      "finish-step",
      "finish",
    ]);
    expect(view.chunks.map(({ seq }) => seq)).toEqual(view.chunks.map((_, index) => index + 1));
    expect((await kindsOf(reference)).at(-1)).toBe("agent");
  });
});
