import { expect, test } from "vitest";
import type { AgentCard } from "./contracts/agent.ts";
import { byFitness } from "./fit-agents.ts";

const agent = (name: string, calledWith: string[]): AgentCard => ({
  name,
  title: name,
  description: "",
  calledWith,
  examples: { anywhere: [], inIncident: [] },
});
const agents = [agent("commander", ["declare", "assign", "status"]), agent("rca", ["investigate", "cause", "why"])];
const first = (text: string) => byFitness(agents, text)[0]?.name;

test("whom a sentence is meant for comes first", () => {
  expect(first("Investigate the payment outage")).toBe("rca");
  expect(first("why is checkout slow?")).toBe("rca");
  expect(first("Declare SEV2 incident: cause of 500s unknown")).toBe("commander");
  expect(first("something else")).toBe("commander");
});
