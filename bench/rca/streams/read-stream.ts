import { readBundle } from "#server/evidence/index.ts";
import { analyse } from "#server/rca/index.ts";

/** Reads the bundle in the folder that is its argument and analyses it, in a process of its own, and prints what that took. */
const [folder = "."] = process.argv.slice(2);
const startedAt = process.cpuUsage();
const bundle = await readBundle(folder);
const { user, system } = process.cpuUsage(startedAt);
const read = process.resourceUsage().maxRSS / 1_024;
analyse(bundle);
const { lines, templates } = bundle.logs;
console.log(
  JSON.stringify({
    lines,
    templates: templates.length,
    seconds: (user + system) / 1e6,
    readMb: read,
    peakMb: process.resourceUsage().maxRSS / 1_024,
  }),
);
