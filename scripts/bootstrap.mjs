// Runs on the machine's own Node (20 or newer) before anything is installed: plain ES modules, no dependencies.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const node = join(root, "node_modules/.bin/node");
const wantsBuild = process.argv.includes("--build");
const started = Date.now();

const steps = [
  {
    name: "Install packages",
    stamp: "node_modules/.muster-installed",
    inputs: ["package-lock.json", "package.json"],
    needs: ["node_modules/.bin/node"],
    run: () => execute("npm", ["ci", "--no-audit", "--no-fund"]),
    help: "Check that the npm registry can be reached and that the disk has 2 GB free, then run the command again.",
  },
  {
    name: "Generate the database client",
    stamp: ".generated/.muster-generated",
    inputs: ["prisma/schema", "package-lock.json"],
    needs: [".generated/prisma/client.ts"],
    run: () => execute(node, ["node_modules/prisma/build/index.js", "generate", "--schema", "prisma/schema"], { PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? "/bin/true" }),
    help: "Check prisma/schema for the error above.",
  },
  ...(wantsBuild
    ? [
        {
          name: "Build the pages",
          stamp: ".next/.muster-built",
          inputs: ["app", "components", "lib", "next.config.ts", "postcss.config.mjs", "package-lock.json"],
          needs: [".next/BUILD_ID"],
          run: () => execute(node, ["node_modules/next/dist/bin/next", "build"], { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" }),
          help: "The compiler's message above says which file to mend.",
        },
      ]
    : []),
];

for (const [index, step] of steps.entries()) {
  const stamp = join(root, step.stamp);
  const hash = hashOf(step.inputs);
  const isFresh = step.needs.every((path) => existsSync(join(root, path))) && existsSync(stamp) && readFileSync(stamp, "utf8") === hash;
  if (isFresh) continue;
  console.log(`[${index + 1}/${steps.length}] ${step.name} …`);
  const began = Date.now();
  try {
    step.run();
  } catch (error) {
    console.error(`\n${step.name} failed: ${error.message.split("\n")[0]}\n${step.help}`);
    process.exit(1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
  console.log(`[${index + 1}/${steps.length}] ${step.name}: done in ${seconds(began)} (${seconds(started)} in all)`);
}

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

function execute(command, args, env = {}) {
  execFileSync(command, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...env, PATH: `${join(root, "node_modules/.bin")}:${process.env.PATH}` } });
}

function hashOf(paths) {
  const hash = createHash("sha256");
  const visit = (path) => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name));
    else hash.update(path.slice(root.length)).update(readFileSync(path));
  };
  for (const path of paths) visit(join(root, path));
  return hash.digest("hex");
}
