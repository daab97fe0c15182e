#!/usr/bin/env node
// Runs under whatever Node calls it: finds the Node that Muster brings, which runs TypeScript, and hands over.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("main.ts", import.meta.url));
const own = fileURLToPath(new URL("../../node_modules/node/bin/node", import.meta.url));
const compiled = fileURLToPath(new URL("../../node_modules/.cache/muster-compiled", import.meta.url));

if (!existsSync(own)) {
  console.error("Muster is not installed here yet. Run `npm ci` in its folder first.");
  process.exit(1);
}
// These work on the database itself; its client is not there after a plain `npm ci`.
if (["backup", "restore"].includes(process.argv[2])) {
  const { generatePrismaClient } = await import("../../scripts/bootstrap/prisma-client.mjs");
  if (generatePrismaClient.isDue()) await generatePrismaClient.run().catch(giveUp);
}

function giveUp(error) {
  console.error(`The database client could not be made: ${error.message}${error.advice ? `\n\nWhat to do: ${error.advice}` : ""}`);
  process.exit(1);
}

const child = spawn(own, [main, ...process.argv.slice(2)], {
  stdio: "inherit",
  env: { NODE_COMPILE_CACHE: compiled, ...process.env },
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.once("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
