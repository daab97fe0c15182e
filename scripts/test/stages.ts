import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runChecks } from "../checks.ts";
import { atLeastOneFailure, CRASHED, type PlaywrightReport, type Sum, sumOfPlaywright, sumOfVitest, type VitestReport } from "./sum.ts";

export type Stage = { name: string; title: string; run: () => Promise<Sum> };

export const STAGES: readonly Stage[] = [
  { name: "check", title: "Format, types, layers, unused code", run: checks },
  { name: "unit", title: "Unit tests", run: () => vitest("unit") },
  { name: "db", title: "Database tests", run: () => vitest("db") },
  { name: "build", title: "Build", run: build },
  { name: "e2e", title: "Browser stories", run: playwright },
];

async function checks(): Promise<Sum> {
  const results = await runChecks();
  const passed = results.filter(({ isPassed }) => isPassed).length;
  return { passed, failed: results.length - passed, skipped: 0, failures: [] };
}

function vitest(project: string): Promise<Sum> {
  return withReport(async (file) => {
    const args = ["run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    const isGood = await runTool(["node_modules/vitest/vitest.mjs", ...args]);
    return { isGood, read: (text) => sumOfVitest(JSON.parse(text) as VitestReport) };
  });
}

async function build(): Promise<Sum> {
  return (await runTool(["scripts/bootstrap.mjs", "--build"])) ? { passed: 1, failed: 0, skipped: 0, failures: [] } : CRASHED;
}

function playwright(): Promise<Sum> {
  return withReport(async (file) => {
    const isGood = await runTool(["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json"], { PLAYWRIGHT_JSON_OUTPUT_NAME: file });
    return { isGood, read: (text) => sumOfPlaywright(JSON.parse(text) as PlaywrightReport) };
  });
}

type Outcome = { isGood: boolean; read: (report: string) => Sum };

async function withReport(run: (file: string) => Promise<Outcome>): Promise<Sum> {
  const folder = mkdtempSync(join(tmpdir(), "muster-report-"));
  try {
    const file = join(folder, "report.json");
    const { isGood, read } = await run(file);
    return existsSync(file) ? atLeastOneFailure(read(readFileSync(file, "utf8")), isGood) : CRASHED;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runTool(args: readonly string[], env: Record<string, string> = {}): Promise<boolean> {
  return new Promise((resolve) => {
    const tool = spawn(process.execPath, args, { stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, ...env } });
    tool.once("error", () => resolve(false));
    tool.once("close", (code) => resolve(code === 0));
  });
}
