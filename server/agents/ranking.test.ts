import { expect, test } from "vitest";
import { byFitness } from "#lib/fit-agents.ts";
import { AGENTS } from "./agents.ts";

const CARDS = AGENTS.map(({ name, title, description, calledWith = [] }) => ({
  name,
  title,
  description,
  calledWith: [...calledWith],
  examples: { anywhere: [], inIncident: [] },
}));

test.each([
  ["Escalate INC-001 to SEV1 - need VP Engineering", "escalation-manager"],
  ["Who has been notified for the current incident?", "escalation-manager"],
  ["page the CTO", "escalation-manager"],
  ["who is on call for Payment API", "escalation-manager"],
  ["de-escalate to SEV3", "escalation-manager"],
  ["stand everybody down", "escalation-manager"],
  ["why was nobody paged at 03:12?", "escalation-manager"],
  ["when is the CTO paged?", "escalation-manager"],
  ["write the executive summary", "escalation-manager"],
  ["draft the hand-off brief", "escalation-manager"],
  ["raise to SEV1", "incident-commander"],
  ["Declare SEV2 incident: Payment API returning 500 errors", "incident-commander"],
  ["Hand over command to @grace", "incident-commander"],
  ["make @grace the scribe", "incident-commander"],
  ["What's the current status?", "incident-commander"],
  ["What should I do next?", "incident-commander"],
  ["Post an update: we have paged the vendor", "incident-commander"],
  ["who is the commander?", "incident-commander"],
  ["why is checkout slow?", "rca-agent"],
  ["Investigate the cause of the payment API outage at 14:30", "rca-agent"],
  ["What caused the database connection exhaustion?", "rca-agent"],
])("“%s” is meant for the %s", (prompt, agent) => {
  expect(byFitness(CARDS, prompt)[0]?.name).toBe(agent);
});
