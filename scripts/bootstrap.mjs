// Prepares a fresh clone. Runs before anything is installed: plain Node 20, no dependencies.
const [major] = process.versions.node.split(".").map(Number);
if (major < 20) {
  console.error(`Muster needs Node 20 or newer to install itself; this is ${process.version}. Install a newer Node and run the same command again.`);
  process.exit(1);
}

const { installDependencies } = await import("./bootstrap/dependencies.mjs");
const { generatePrismaClient } = await import("./bootstrap/prisma-client.mjs");
const { buildConsole } = await import("./bootstrap/build.mjs");
const { runSteps } = await import("./bootstrap/progress.mjs");

await runSteps([installDependencies, generatePrismaClient, ...(process.argv.includes("--build") ? [buildConsole] : [])]);
