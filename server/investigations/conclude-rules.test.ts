import { describe, expect, test } from "vitest";
import type { Hypothesis } from "#lib/contracts/hypothesis.ts";
import type { Analysis } from "#server/rca/index.ts";
import { findingsOf, hypothesisChanges } from "./conclude-rules.ts";

const NOON = "2026-11-23T12:00:00.000Z";
const AGENT = { type: "agent" as const, id: "rca-agent", name: "RCA agent" };
const ADA = { type: "user" as const, id: "u1", name: "Ada" };
let made = 0;
const scene = { investigation: "v2", by: AGENT, at: NOON, newId: () => `h${++made}` };

const found = (fields: Partial<Analysis["hypotheses"][number]> = {}): Analysis["hypotheses"][number] => ({
  statement: "The pool of checkout is exhausted.",
  service: "checkout",
  signature: "connection-pool",
  for: [{ text: "95 of 95 are used.", evidence: ["E1"] }],
  against: [],
  test: "List connections by age.",
  result: "supported",
  resultWords: "They are old.",
  confidence: 0.9,
  ...fields,
});
const analysis = (...hypotheses: Analysis["hypotheses"]) => ({ hypotheses }) as unknown as Analysis;
const standing = (fields: Partial<Hypothesis> = {}): Hypothesis => ({
  id: "h0",
  investigation: "v1",
  statement: "The pool of checkout is exhausted.",
  service: "checkout",
  signature: "connection-pool",
  state: "proposed",
  confidence: 0.6,
  for: [],
  against: [],
  test: "",
  resultWords: "",
  by: AGENT,
  at: NOON,
  decided: null,
  ...fields,
});

describe("an analysis against the hypotheses that stand", () => {
  test("proposes what is new, with its state by the test", () => {
    const changes = hypothesisChanges(analysis(found(), found({ service: "search", result: "refuted", confidence: 0.2 })), [], scene);
    expect(changes.map(({ action, hypothesis }) => [action, hypothesis.service, hypothesis.state])).toEqual([
      ["proposed", "checkout", "supported"],
      ["proposed", "search", "refuted"],
    ]);
  });

  test("looks again at what says the same of the same service, and leaves what did not change", () => {
    expect(hypothesisChanges(analysis(found()), [standing()], scene)).toMatchObject([
      { action: "updated", hypothesis: { id: "h0", confidence: 0.9, state: "supported", investigation: "v2" } },
    ]);
    expect(hypothesisChanges(analysis(found({ confidence: 0.6 })), [standing()], scene)).toEqual([]);
  });

  test("never undoes what a person decided, nor takes a person's hypothesis for its own", () => {
    const decided = standing({ state: "refuted", decided: { by: ADA, at: NOON, reason: "The pool was half empty" } });
    expect(hypothesisChanges(analysis(found()), [decided], scene)).toMatchObject([{ action: "updated", hypothesis: { state: "refuted" } }]);
    expect(hypothesisChanges(analysis(found()), [standing({ by: ADA })], scene)).toMatchObject([{ action: "proposed" }]);
  });

  test("leaves out what is hardly believed", () => {
    expect(hypothesisChanges(analysis(found(), found({ service: "search", confidence: 0.1 })), [], scene)).toHaveLength(1);
    expect(hypothesisChanges(analysis(found({ confidence: 0 })), [], scene)).toEqual([]);
  });
});

test("findings are what evidence shows, not what the incident says of itself", () => {
  const timeline = [
    { at: NOON, offset: 0, text: "The trouble is detected", evidence: [] },
    { at: NOON, offset: 0, text: "Errors rose.", evidence: ["E1"] },
  ];
  expect(findingsOf({ timeline } as unknown as Analysis)).toEqual([{ at: NOON, text: "Errors rose.", evidence: ["E1"] }]);
});
