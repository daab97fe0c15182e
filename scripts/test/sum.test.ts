import { expect, test } from "vitest";
import { atLeastOneFailure, sumOfPlaywright, sumOfVitest, total } from "./sum.ts";

const one = (status: string) => ({ status, fullName: "it holds", failureMessages: ["because"] });
const counts = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 };

test("vitest's tests are summed, and a file that cannot be loaded counts as one failed", () => {
  const testResults = [
    { name: "a", status: "passed", assertionResults: [one("passed"), one("skipped")] },
    { name: "b", status: "failed", assertionResults: [one("failed")] },
    { name: "c", status: "failed", assertionResults: [] },
  ];
  const failures = ["b: it holds\nbecause", "c: could not be loaded"];
  expect(sumOfVitest({ ...counts, testResults })).toEqual({ passed: 3, failed: 2, skipped: 3, failures });
});

test("a story that needed a second attempt has failed", () => {
  const stats = { expected: 4, unexpected: 1, flaky: 2, skipped: 1 };
  const story = { title: "it is seen", file: "a.spec.ts", ok: false };
  const suites = [{ suites: [{ specs: [story, { ...story, ok: true }] }] }];
  expect(sumOfPlaywright({ stats, suites })).toEqual({ passed: 4, failed: 3, skipped: 1, failures: ["a.spec.ts: it is seen"] });
});

test("a run that ended badly without a failed test counts as one failed, others stay as they are", () => {
  const sum = { passed: 5, failed: 0, skipped: 0, failures: [] };
  expect(atLeastOneFailure(sum, true)).toEqual(sum);
  expect(atLeastOneFailure(sum, false)).toEqual({ ...sum, failed: 1 });
  expect(atLeastOneFailure({ ...sum, failed: 2 }, false).failed).toBe(2);
});

test("stages add up", () => {
  const sums = [
    { passed: 1, failed: 2, skipped: 3, failures: ["a"] },
    { passed: 10, failed: 20, skipped: 30, failures: ["b"] },
  ];
  expect(total(sums)).toEqual({ passed: 11, failed: 22, skipped: 33, failures: ["a", "b"] });
});
