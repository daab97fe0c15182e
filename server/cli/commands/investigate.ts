import { writeFileSync } from "node:fs";
import { readBundle } from "#server/evidence/index.ts";
import { analyse, reportMarkdown } from "#server/rca/index.ts";
import { type Command, type Io, UsageError } from "../command.ts";
import { renderInvestigation } from "../render/investigation.ts";
import { runAgent } from "./run-agent.ts";

/** `muster investigate --bundle DIR`: the analyst alone, over files; no console, no database. With a question instead, the rca-agent of the console. */
export const investigate: Command = {
  name: "investigate",
  usage: '--bundle DIR [--json | --format md] [--out FILE], or "QUESTION" [--incident REF]',
  about: "Find the root cause in an evidence bundle: a folder with incident.json and whatever metrics, logs, traces, changes and outputs there are.",
  help: [
    "QUESTION       asks the rca-agent of the console, with the options of muster run",
    "--bundle DIR   the folder; files may be gzipped",
    "--json         the whole answer for scripts",
    "--format md    a Markdown report",
    "--out FILE     write there instead of to the terminal",
  ],
  async run(args, io) {
    if (isQuestion(args)) return runAgent.run(["rca-agent", ...args], io);
    const { folder, format, file } = optionsIn(args);
    const progress = progressOn(io, format === "terminal");
    progress.say("Reading the bundle");
    const bundle = await readBundle(folder);
    const startedAt = performance.now();
    const analysis = analyse(bundle, (done, of, doing) => progress.say(`${done + 1} of ${of}: ${doing}`));
    const answer = { ...analysis, elapsedMs: Math.round((performance.now() - startedAt) * 10) / 10 };
    progress.end();
    const { title } = bundle.incident;
    const text = format === "json" ? JSON.stringify(answer) : format === "md" ? reportMarkdown(title, answer) : renderInvestigation(title, answer);
    if (file) writeFileSync(file, `${text}\n`);
    else io.out(text);
    return 0;
  },
};

function isQuestion(args: readonly string[]): boolean {
  return !args.includes("--bundle") && args.some((arg) => !arg.startsWith("--"));
}

type Format = "terminal" | "json" | "md";

function optionsIn(args: readonly string[]): { folder: string; format: Format; file: string | null } {
  const after = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const folder = after("--bundle");
  if (!folder) throw new UsageError("Which bundle? muster investigate --bundle DIR");
  const wanted = after("--format") ?? (args.includes("--json") ? "json" : "terminal");
  if (wanted !== "terminal" && wanted !== "json" && wanted !== "md") throw new UsageError(`There is no format “${wanted}”: terminal, json or md.`);
  return { folder, format: wanted, file: after("--out") ?? null };
}

/** One line on the terminal that says what is being done; nothing where scripts read. */
function progressOn(io: Io, isWanted: boolean): { say(doing: string): void; end(): void } {
  const isShown = isWanted && io.isTerminal;
  return {
    say: (doing) => isShown && io.write(`\r\u001b[K${doing} …`),
    end: () => isShown && io.write("\r\u001b[K"),
  };
}
