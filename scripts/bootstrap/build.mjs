import { fingerprint, NODE, ROOT, readStamp, writeStamp } from "./fingerprint.mjs";
import { run } from "./progress.mjs";

const STAMP = ".next/.muster-build";
const SOURCES = ["app", "components", "lib", "public", "proxy.ts", "instrumentation.ts", "next.config.ts", "postcss.config.mjs", "package-lock.json"];
const sources = () => fingerprint(SOURCES, (file) => !/\.test\.tsx?$/.test(file));

export const buildConsole = {
  title: "Console build",
  isDue: () => readStamp(STAMP) !== sources(),
  async run() {
    const built = sources();
    const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" };
    await run(NODE, ["node_modules/next/dist/bin/next", "build"], { cwd: ROOT, env, advise });
    writeStamp(STAMP, built);
  },
};

function advise(output) {
  if (/ENOSPC/.test(output)) return "the disk is full: free about 1 GB and run the same command again.";
  if (/EACCES|EPERM/.test(output)) return "this user may not write to .next: change its owner or delete it.";
  if (/another.*build|lock/i.test(output))
    return "another build seems to run: wait for it; if there is none, delete .next and run the same command again.";
  if (/heap out of memory|SIGKILL/.test(output)) return "the machine ran out of memory: free about 1.5 GB and run the same command again.";
  return "correct what the message points to; if it names no file, delete .next and run the same command again.";
}
