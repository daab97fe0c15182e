import { describe, expect, test } from "vitest";
import type { RunSummary } from "#lib/contracts/agent.ts";
import type { RunPart } from "./fold-run.ts";
import { costWords, declaredIn, effortWords, openQuestion, proposalStateAt, tookWords, toolTitle } from "./run-words.ts";

const asked = (more: object): RunPart =>
  ({ type: "dynamic-tool", toolName: "ask_person", toolCallId: "c", input: { question: "Which service?" }, ...more }) as RunPart;

describe("the question that a run waits with", () => {
  test("is the one that was asked last, until it is answered", () => {
    expect(openQuestion([asked({ state: "input-available" })])).toBe("Which service?");
    expect(openQuestion([asked({ state: "output-available", output: { answer: "Checkout" } })])).toBeNull();
    expect(openQuestion([])).toBeNull();
  });

  test("is none while another tool is at work", () => {
    const other = { type: "dynamic-tool", toolName: "get_incident", toolCallId: "d", state: "input-available", input: {} } as RunPart;
    expect(openQuestion([other])).toBeNull();
  });
});

test("a proposal whose time is over has expired, decided ones stay decided", () => {
  const at = Date.parse("2026-11-23T12:00:00Z");
  expect(proposalStateAt({ state: "open", expiresAt: "2026-11-23T12:00:01Z" }, at)).toBe("open");
  expect(proposalStateAt({ state: "open", expiresAt: "2026-11-23T12:00:00Z" }, at)).toBe("expired");
  expect(proposalStateAt({ state: "accepted", expiresAt: "2026-11-23T11:00:00Z" }, at)).toBe("accepted");
});

test("an unknown cost is never told as none", () => {
  expect(costWords(null)).toBe("cost unknown");
  expect(costWords(0)).toBe("no cost");
  expect(costWords(0.0042)).toBe("$0.0042");
  expect(costWords(1.5)).toBe("$1.50");
});

test("tokens that a model used before it failed are told though the built-in way ended the run", () => {
  const run = { driver: "built-in", model: "compatible/scripted", steps: 3, tokensIn: 10, tokensOut: 5, costDollars: null } as RunSummary;
  expect(effortWords(run)).toEqual(["compatible/scripted, then built-in", "3 steps", "15 tokens", "cost unknown"]);
  expect(effortWords({ ...run, tokensIn: 0, tokensOut: 0, steps: 1 })).toEqual(["built-in analyst", "1 step"]);
});

test("a declaration leads to its incident only once it was done", () => {
  const done = { tool: "declare_incident", result: { ok: true, value: { reference: "INC-2026-1123-001" } } };
  expect(declaredIn(done)).toBe("INC-2026-1123-001");
  expect(declaredIn({ ...done, result: { ok: false, error: "It is archived." } })).toBeNull();
  expect(declaredIn({ ...done, tool: "add_note" })).toBeNull();
});

test("names and spans are told as people say them", () => {
  expect(toolTitle("get_incident")).toBe("Get incident");
  expect(tookWords(420)).toBe("0.4 s");
  expect(tookWords(65_000)).toBe("1 min");
});
