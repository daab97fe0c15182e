import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

type Sum = { passed: number; failed: number };
type Stage = { name: string; run: () => Sum };

const reports = mkdtempSync(join(tmpdir(), "muster-test-"));

function check(name: string, args: string[]): Stage {
  return {
    name,
    run: () => {
      const { status } = spawnSync(process.execPath, args, { stdio: "inherit" });
      return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
    },
  };
}

function vitest(): Sum {
  const outputFile = join(reports, "vitest.json");
  const { status } = spawnSync(
    process.execPath,
    ["node_modules/vitest/vitest.mjs", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${outputFile}`],
    { stdio: "inherit" },
  );
  if (!existsSync(outputFile)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(outputFile, "utf8")) as { numPassedTests: number; numFailedTests: number };
  return { passed: numPassedTests, failed: numFailedTests || (status === 0 ? 0 : 1) };
}

const stages: Stage[] = [check("Types", ["node_modules/typescript/bin/tsc", "--noEmit"]), { name: "Tests", run: vitest }];

const total: Sum = { passed: 0, failed: 0 };
for (const { name, run } of stages) {
  console.log(`\n— ${name}`);
  const { passed, failed } = run();
  total.passed += passed;
  total.failed += failed;
}
process.exitCode = total.failed === 0 ? 0 : 1;
console.log(`\n${total.passed} passed, ${total.failed} failed`);
