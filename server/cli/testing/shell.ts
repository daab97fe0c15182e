import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Ran = { code: number; out: string; err: string };

const ROOT = join(import.meta.dirname, "../../..");
const SOURCES = ["lib", "server", "scripts", "prisma", "package.json", "package-lock.json", "prisma.config.ts", "tsconfig.json"];

/** The sources and their packages as `npm ci` leaves them: nothing generated, nothing built. */
export function plainTree(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "muster-plain-"));
  for (const path of SOURCES) cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Runs a script in bash, in this folder. */
export function inBash(script: string, folder: string, env: Record<string, string | undefined>): Promise<Ran> {
  const child = spawn("bash", ["-c", script], { cwd: folder, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  const ran: Ran = { code: -1, out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    ran.out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    ran.err += text;
  });
  return new Promise((resolve) => child.once("close", (code) => resolve({ ...ran, code: code ?? -1 })));
}
