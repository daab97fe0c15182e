import { describe, expect, test, vi } from "vitest";
import type { RunChunk } from "#lib/contracts/agent.ts";
import { foldRun, openFold, type RunMessage, together } from "./fold-run.ts";

const log = (...chunks: RunChunk["data"][]): RunChunk[] => chunks.map((data, index) => ({ seq: index + 1, data }));
const textOf = ({ parts }: RunMessage): string => parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("|");

const RUN = log(
  { type: "start", messageId: "run" },
  { type: "data-driver", data: { driver: "built-in" } },
  { type: "start-step" },
  { type: "text-start", id: "t1" },
  { type: "text-delta", id: "t1", delta: "Under" },
  { type: "text-delta", id: "t1", delta: "stood." },
  { type: "text-end", id: "t1" },
  { type: "tool-input-available", toolCallId: "call-1", toolName: "get_incident", input: { reference: "INC-2026-1123-001" }, dynamic: true },
  { type: "tool-output-available", toolCallId: "call-1", output: { title: "Checkout" }, dynamic: true },
  { type: "finish-step" },
  { type: "data-proposal", id: "p1", data: { id: "p1", state: "open" } },
  { type: "finish" },
  { type: "data-proposal", id: "p1", data: { id: "p1", state: "accepted" } },
);

describe("a run read as a whole", () => {
  test("has its words, calls and proposals in their places, each as it stands last", async () => {
    const { parts } = await foldRun(RUN);
    expect(parts.map(({ type }) => type)).toEqual(["data-driver", "step-start", "text", "dynamic-tool", "data-proposal"]);
    expect(parts[2]).toMatchObject({ text: "Understood.", state: "done" });
    expect(parts[3]).toMatchObject({ toolName: "get_incident", state: "output-available", output: { title: "Checkout" } });
    expect(parts[4]).toMatchObject({ data: { id: "p1", state: "accepted" } });
  });

  test("shows nothing of a step that was taken back", async () => {
    const half = [{ type: "start-step" }, { type: "text-start", id: "t2" }, { type: "text-delta", id: "t2", delta: "I deleted it" }];
    const taken = log(...RUN.slice(0, 10).map(({ data }) => data), ...half, { type: "reset-step" }, { type: "finish" });
    expect(textOf(await foldRun(taken))).toBe("Understood.");
  });
});

describe("a run as it comes", () => {
  test("takes each chunk once, however often and however cut it is told", async () => {
    let last: RunMessage | undefined;
    const fold = openFold((message) => {
      last = message;
    });
    fold.push(RUN.slice(0, 5));
    fold.push(RUN.slice(2, 7));
    fold.push(RUN.slice(0, 7));
    await vi.waitFor(() => expect(last && textOf(last)).toBe("Understood."));
    fold.push(RUN);
    const whole = await foldRun(RUN);
    await vi.waitFor(() => expect(last).toEqual(whole));
    fold.close();
  });

  test("tells nothing any more once it was closed", async () => {
    const told: RunMessage[] = [];
    const fold = openFold((message) => told.push(message));
    fold.close();
    fold.push(RUN);
    await foldRun(RUN);
    expect(told).toEqual([]);
  });
});

test("words that follow each other in a part are told together", () => {
  expect(together(RUN).filter(({ type }) => type === "text-delta")).toEqual([{ type: "text-delta", id: "t1", delta: "Understood." }]);
  const two = log({ type: "text-delta", id: "a", delta: "1" }, { type: "text-delta", id: "b", delta: "2" });
  expect(together(two)).toHaveLength(2);
});
