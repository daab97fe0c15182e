import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { keptDatabase } from "./databases.ts";

export type Size = { incidents: number; entries: number };

/** What must not grow with the organisation's history is measured at all three. */
export const SMALL: Size = { incidents: 1_000, entries: 100 };
export const MIDDLE: Size = { incidents: 10_000, entries: 1_000 };
export const LARGE: Size = { incidents: 100_000, entries: 10_000 };

const ROOT = join(import.meta.dirname, "../..");

/** A database with so many incidents, the last of them with so many entries; sown once, which takes minutes, then kept. */
export function sownDatabase({ incidents, entries }: Size): Promise<string> {
  return keptDatabase(`sown_${incidents}`, seedVersion(), async (url) => {
    const seed = spawn(process.execPath, ["prisma/seed/run.ts", "large", "--incidents", String(incidents), "--entries", String(entries)], {
      cwd: ROOT,
      env: { ...process.env, DATABASE_URL: url },
      stdio: ["ignore", "ignore", "inherit"],
    });
    const [code] = (await once(seed, "exit")) as [number | null];
    if (code !== 0) throw new Error(`The seed of ${incidents} incidents failed. Try it alone: npm run seed -- large --incidents ${incidents}`);
  });
}

function seedVersion(): string {
  const hash = createHash("sha256");
  for (const path of globSync("prisma/seed/large/*.ts", { cwd: ROOT }).sort()) {
    if (!path.endsWith(".test.ts")) hash.update(readFileSync(join(ROOT, path)));
  }
  return hash.digest("hex").slice(0, 8);
}
