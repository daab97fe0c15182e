import { spawn } from "node:child_process";

/** What holds for the sources without running them. Each is one tool. */
export const CHECKS = [
  { name: "Format and lint", args: ["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings"], fix: "npm run format" },
  { name: "Types", args: ["node_modules/typescript/bin/tsc", "--noEmit"], fix: "correct the places it names" },
  { name: "Layers", args: ["scripts/layers/check.ts"], fix: "each line says what to do instead" },
  { name: "Unused", args: ["node_modules/knip/bin/knip.js", "--no-progress"], fix: "delete what it names, or use it" },
] as const;

export type CheckResult = { name: string; isPassed: boolean };

/** Runs all checks at once and prints, for each, one line, and the tool's own words where it found something. */
export function runChecks(): Promise<CheckResult[]> {
  return Promise.all(
    CHECKS.map(async ({ name, args, fix }) => {
      const startedAt = Date.now();
      const { isPassed, output } = await run(args);
      const took = `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
      console.log(isPassed ? `✓ ${name} (${took})` : `✗ ${name} (${took}): ${fix}\n\n${output.trimEnd()}\n`);
      return { name, isPassed };
    }),
  );
}

function run(args: readonly string[]): Promise<{ isPassed: boolean; output: string }> {
  return new Promise((resolve) => {
    const tool = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const keep = (text: string): void => {
      output += text;
    };
    tool.stdout.setEncoding("utf8").on("data", keep);
    tool.stderr.setEncoding("utf8").on("data", keep);
    tool.once("error", (error) => resolve({ isPassed: false, output: error.message }));
    tool.once("close", (code) => resolve({ isPassed: code === 0, output }));
  });
}
