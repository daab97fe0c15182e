import { expect, test } from "vitest";
import { addStep, inOrder, moveStep, planInForce, readDraft, toStore } from "./plan-draft.ts";

const [A, B] = ["0196f0c0-0000-7000-8000-00000000000a", "0196f0c0-0000-7000-8000-00000000000b"];
const rules = [
  { method: A, afterMinutes: 0 },
  { method: B, afterMinutes: 5 },
];

test("steps change places and leave the minutes, which make the order; at the ends nothing moves", () => {
  expect(moveStep(rules, 0, 1)).toEqual([
    { method: B, afterMinutes: 0 },
    { method: A, afterMinutes: 5 },
  ]);
  expect(moveStep(rules, 1, -1)).toEqual(moveStep(rules, 0, 1));
  expect(moveStep(rules, 0, -1)).toEqual(rules);
});

test("a new step takes what is not used yet, after the last", () => {
  expect(addStep([], [{ id: A }])).toEqual([{ method: A, afterMinutes: 0 }]);
  expect(addStep(rules, [{ id: A }, { id: B }, { id: "account" }]).at(-1)).toEqual({ method: "account", afterMinutes: 7 });
  expect(addStep(rules, [])).toEqual(rules);
});

test("what is stored is in order and names no means that is gone", () => {
  const plan = { high: [...rules].reverse(), low: [{ method: B, afterMinutes: 0 }], quiet: null };
  expect(toStore(plan, [{ id: A }])).toEqual({ high: [{ method: A, afterMinutes: 0 }], low: [], quiet: null });
  expect(inOrder(plan.high)).toEqual(rules);
});

test("a draft that does not read any more is none", () => {
  const plan = { high: rules, low: [], quiet: null };
  expect(readDraft(JSON.stringify({ version: 2, plan }))).toEqual({ version: 2, plan });
  for (const text of ["", "{", JSON.stringify({ version: 1, plan: { high: "x" } })]) expect(readDraft(text)).toBeNull();
});

test("without a plan the usual one is spelled out, by what works only", () => {
  const method = {
    kind: "web-push",
    label: "Laptop",
    address: "",
    isUsable: true,
    codeUntil: null,
    failedAt: null,
    problem: null,
    createdAt: null,
  } as const;
  const methods = [
    { ...method, id: A, isVerified: true, usedIn: [] },
    { ...method, id: B, isVerified: false, usedIn: [] },
  ];
  expect(planInForce({ plan: null, methods })).toEqual({
    high: [{ method: A, afterMinutes: 0 }],
    low: [{ method: A, afterMinutes: 0 }],
    quiet: null,
  });
});
