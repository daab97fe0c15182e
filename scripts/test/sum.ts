/** How many of a stage's tests did what. */
export type Sum = { passed: number; failed: number; skipped: number };

export const CRASHED: Sum = { passed: 0, failed: 1, skipped: 0 };

export function total(sums: readonly Sum[]): Sum {
  return sums.reduce((all, sum) => ({ passed: all.passed + sum.passed, failed: all.failed + sum.failed, skipped: all.skipped + sum.skipped }), {
    passed: 0,
    failed: 0,
    skipped: 0,
  });
}

/** A run that ended badly without one failed test (an error outside of tests) still counts as one failed. */
export function atLeastOneFailure(sum: Sum, isGood: boolean): Sum {
  return isGood || sum.failed > 0 ? sum : { ...sum, failed: 1 };
}

export type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
};

/** A file that cannot be loaded has no tests to fail, and counts as one. */
export function sumOfVitest(report: VitestReport): Sum {
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

export type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number; skipped: number } };

/** A story that passes only at the second attempt has failed. */
export function sumOfPlaywright({ stats }: PlaywrightReport): Sum {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}
