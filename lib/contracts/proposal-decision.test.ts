import { expect, test } from "vitest";
import { ADA, BO, CY, idOf, NOON } from "../testing/room.ts";
import { isToDecide, type OpenProposal, proposalDecision } from "./proposal-decision.ts";

const proposal: OpenProposal = {
  id: idOf(1),
  runId: idOf(2),
  agent: "Incident commander",
  prompt: "Declare SEV2:\n  Payment API returning 500 errors",
  askedBy: ADA,
  title: "Declare incident",
  effect: "Declares a SEV2 incident “Payment API 500 Errors”.",
  risk: "tells",
  expiresAt: NOON,
  incident: null,
};
const responder = (id: string) => ({ id, role: "responder" as const });

test("a proposal is to be decided by who asked and by who leads, if they hold what it needs", () => {
  const owners = { askedBy: ADA, leads: [BO], permission: "incident.declare" as const };
  expect([ADA, BO, CY].map(({ id }) => isToDecide(responder(id), owners))).toEqual([true, true, false]);
  expect(isToDecide({ id: ADA.id, role: "viewer" }, owners)).toBe(false);
  expect(isToDecide(responder(ADA.id), { ...owners, permission: "settings.manage" })).toBe(false);
});

test("one that reaches people is asked once more, with what will happen; one that only writes is not", () => {
  expect(proposalDecision(proposal, ADA).words).toMatchObject({
    why: "You asked “Declare SEV2: Payment API returning 500 errors”.",
    accept: { label: "Accept…", effect: "Declares a SEV2 incident “Payment API 500 Errors”. This reaches people.", dialog: "confirm" },
  });
  const irreversible = proposalDecision({ ...proposal, risk: "irreversible" }, BO).words;
  expect(irreversible).toMatchObject({ why: expect.stringContaining("Ada Lind asked"), accept: { dialog: "confirm" } });
  expect(proposalDecision({ ...proposal, risk: "write" }, ADA).words.accept).toMatchObject({ label: "Accept", dialog: null });
});

test("a long request is cut where a line would be", () => {
  const { why } = proposalDecision({ ...proposal, prompt: "word ".repeat(100) }, ADA).words;
  expect(why.length).toBeLessThan(180);
  expect(why.endsWith("…”.")).toBe(true);
});
