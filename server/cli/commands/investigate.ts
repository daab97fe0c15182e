import { readBundle } from "#server/evidence/index.ts";
import { analyse } from "#server/rca/index.ts";
import { type Command, UsageError } from "../command.ts";

/** `muster investigate --bundle DIR`: the analyst alone, over files; no console, no database. */
export const investigate: Command = {
  name: "investigate",
  usage: "--bundle DIR [--json]",
  about: "Find the root cause in an evidence bundle: a folder with incident.json and whatever metrics, logs, traces and outputs there are.",
  async run(args, io) {
    const at = args.indexOf("--bundle");
    const folder = at >= 0 ? args[at + 1] : args.find((arg) => !arg.startsWith("--"));
    if (!folder) throw new UsageError("Which bundle? muster investigate --bundle DIR");
    const startedAt = performance.now();
    const analysis = analyse(await readBundle(folder));
    const answer = { ...analysis, elapsedMs: Math.round(performance.now() - startedAt) };
    io.out(JSON.stringify(answer, null, args.includes("--json") ? undefined : 2));
    return 0;
  },
};
