import { expect, test } from "vitest";
import { atLeastOneFailure, sumOfPlaywright, sumOfVitest, total } from "./sum.ts";

const counts = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 };

test("vitest's tests are summed, and a file that cannot be loaded counts as one failed", () => {
  const testResults = [
    { status: "passed", assertionResults: [{ status: "passed" }, { status: "skipped" }] },
    { status: "failed", assertionResults: [{ status: "failed" }] },
    { status: "failed", assertionResults: [] },
  ];
  expect(sumOfVitest({ ...counts, testResults })).toEqual({ passed: 3, failed: 2, skipped: 3 });
});

test("a story that needed a second attempt has failed", () => {
  expect(sumOfPlaywright({ stats: { expected: 4, unexpected: 1, flaky: 2, skipped: 1 } })).toEqual({ passed: 4, failed: 3, skipped: 1 });
});

test("a run that ended badly without a failed test counts as one failed, others stay as they are", () => {
  const sum = { passed: 5, failed: 0, skipped: 0 };
  expect(atLeastOneFailure(sum, true)).toEqual(sum);
  expect(atLeastOneFailure(sum, false)).toEqual({ ...sum, failed: 1 });
  expect(atLeastOneFailure({ ...sum, failed: 2 }, false).failed).toBe(2);
});

test("stages add up", () => {
  const sums = [
    { passed: 1, failed: 2, skipped: 3 },
    { passed: 10, failed: 20, skipped: 30 },
  ];
  expect(total(sums)).toEqual({ passed: 11, failed: 22, skipped: 33 });
});
