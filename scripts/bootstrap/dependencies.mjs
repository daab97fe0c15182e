import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync, realpathSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fingerprint, NODE, ROOT, readStamp, writeStamp } from "./fingerprint.mjs";
import { run, StepError } from "./progress.mjs";

const STAMP = "node_modules/.muster-installed";
const NODE_MAJOR = 24;

export const installDependencies = {
  title: "Dependencies",
  isDue: () => readStamp(STAMP) !== fingerprint(["package-lock.json"]) && !isInstalledByHand(),
  async run() {
    requireWritable();
    const npm = npmCommand();
    await run(npm.file, [...npm.args, "ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: ROOT, env: npm.env, advise });
    requireNode();
    writeStamp(STAMP, fingerprint(["package-lock.json"]));
  },
};

/** npm leaves a copy of the lockfile beside what it installed: equal versions mean that nothing is missing. */
function isInstalledByHand() {
  const installed = packagesOf("node_modules/.package-lock.json");
  const wanted = packagesOf("package-lock.json");
  if (!installed || !wanted || !existsSync(NODE)) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "") return true;
    const found = installed[path];
    return found ? found.version === entry.version : Boolean(entry.optional || entry.peer || entry.devOptional);
  });
}

function packagesOf(path) {
  try {
    return JSON.parse(readFileSync(join(ROOT, path), "utf8")).packages;
  } catch {
    return null;
  }
}

function requireWritable() {
  try {
    accessSync(ROOT, constants.W_OK);
  } catch {
    throw new StepError(`${ROOT} cannot be written by this user.`, "give this user the folder (chown), or clone the project into one of your own.");
  }
}

/** npm must not run on the Node inside node_modules, which it is about to delete. */
function npmCommand() {
  const inside = `${realpathSync(ROOT)}/node_modules`;
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => !resolved(folder).startsWith(inside));
  const env = { ...process.env, PATH: folders.join(delimiter) };
  env.PRISMA_SCHEMA_ENGINE_BINARY ??= "/bin/true";
  const script = process.env.npm_execpath;
  const node = folders.map((folder) => join(folder, "node")).find((file) => existsSync(file));
  const isNpm = script !== undefined && /npm-cli\.(c?js)$/.test(script) && !resolved(script).startsWith(inside);
  return isNpm && node ? { file: node, args: [script], env } : { file: "npm", args: [], env };
}

function resolved(path) {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function requireNode() {
  const advice = "allow install scripts (`npm config get ignore-scripts` must say false), delete node_modules and run the same command again.";
  let version;
  try {
    version = execFileSync(NODE, ["--version"], { encoding: "utf8" }).trim();
  } catch (error) {
    throw new StepError(`npm ran, but ${NODE} does not start (${error.code ?? error.message}).`, advice);
  }
  if (!version.startsWith(`v${NODE_MAJOR}.`)) throw new StepError(`npm ran, but ${NODE} is ${version}; version ${NODE_MAJOR} is needed.`, advice);
}

function advise(output) {
  if (/EUSAGE|can only install packages when/.test(output))
    return "package.json and package-lock.json disagree: run `npm install`, and commit the lockfile.";
  if (/ENOSPC/.test(output)) return "the disk is full: free about 2 GB and run the same command again.";
  if (/EACCES|EPERM/.test(output))
    return "this user may not write here: check who owns the project's folder, node_modules and npm's cache (`npm config get cache`).";
  if (/EINTEGRITY/.test(output)) return "a download was damaged: run `npm cache clean --force`, then the same command again.";
  if (/ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|network/i.test(output)) {
    return "npm's registry cannot be reached: check the network, `npm config get registry` and `npm config get proxy`.";
  }
  if (/ENOENT/.test(output)) return "npm was not found: install it with Node (version 20 or newer) and run the same command again.";
  return undefined;
}
