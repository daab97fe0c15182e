import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { passingFolder } from "../frame/folders.ts";
import { startInstallation } from "../frame/installation.ts";
import type { Measure } from "../frame/measure.ts";

const ROOT = join(import.meta.dirname, "../..");

export const freshClone: Measure = {
  name: "fresh-clone",
  target: "git clone, npm start: answers within 180 s with a warm npm cache",
  async run() {
    const folder = join(passingFolder(), "muster");
    const startedAt = performance.now();
    execFileSync("git", ["clone", "--quiet", ROOT, folder]);
    const installation = await startInstallation(join(folder, ".muster"), folder);
    const seconds = (performance.now() - startedAt) / 1_000;
    await installation.stop();
    return {
      rows: [{ what: "clone, install, build, start", value: seconds, unit: "s", runs: 1, goal: { of: "value", atMost: 180 } }],
      remarks: ["one run of what was last committed; packages that the npm cache lacks are downloaded within the time"],
    };
  },
};
