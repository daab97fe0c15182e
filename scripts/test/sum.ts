/** How many of a stage's tests did what, and which failed. */
export type Sum = { passed: number; failed: number; skipped: number; failures: string[] };

export const CRASHED: Sum = { passed: 0, failed: 1, skipped: 0, failures: [] };

export function total(sums: readonly Sum[]): Sum {
  return sums.reduce(
    (all, sum) => ({
      passed: all.passed + sum.passed,
      failed: all.failed + sum.failed,
      skipped: all.skipped + sum.skipped,
      failures: [...all.failures, ...sum.failures],
    }),
    { passed: 0, failed: 0, skipped: 0, failures: [] },
  );
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
  testResults: { name: string; status: string; assertionResults: { status: string; fullName: string; failureMessages: string[] }[] }[];
};

const MOST_WORDS = 1_200;

/** A file that cannot be loaded has no tests to fail, and counts as one. */
export function sumOfVitest(report: VitestReport): Sum {
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  );
  const failures = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName, failureMessages }) => `${name}: ${fullName}\n${failureMessages.join("\n").slice(0, MOST_WORDS)}`),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: [...failures, ...broken.map(({ name }) => `${name}: could not be loaded`)],
  };
}

export type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number; skipped: number }; suites: PlaywrightSuite[] };
type PlaywrightSuite = { specs?: { title: string; file: string; ok: boolean }[]; suites?: PlaywrightSuite[] };

/** A story that passes only at the second attempt has failed. */
export function sumOfPlaywright({ stats, suites }: PlaywrightReport): Sum {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped, failures: suites.flatMap(failedIn) };
}

function failedIn({ specs = [], suites = [] }: PlaywrightSuite): string[] {
  return [...specs.filter(({ ok }) => !ok).map(({ file, title }) => `${file}: ${title}`), ...suites.flatMap(failedIn)];
}
