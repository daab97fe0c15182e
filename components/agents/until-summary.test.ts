import { expect, test } from "vitest";
import type { RunPart } from "./fold-run.ts";
import { untilSummary } from "./until-summary.ts";

const block = (text: string): RunPart => ({ type: "data-block", data: { kind: "text", text } });
const call = (toolName: string): RunPart => ({
  type: "dynamic-tool",
  toolName,
  toolCallId: toolName,
  state: "output-available",
  input: {},
  output: {},
});
const words: RunPart = { type: "text", text: "And so on." };

test("of the report at a run's end only the summary is kept, and all that is no block", () => {
  const before = [block("a chart"), block("a table"), block("a list"), call("examine_evidence")];
  const parts = [...before, call("conclude_investigation"), block("Executive summary"), block("The pool."), block("Five whys"), words];
  expect(untilSummary(parts)).toEqual([...before, call("conclude_investigation"), block("Executive summary"), block("The pool."), words]);
  expect(untilSummary(before)).toEqual(before);
});
