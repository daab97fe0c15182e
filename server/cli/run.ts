import { clientOf } from "./client.ts";
import { type Command, type Io, Refusal, UsageError } from "./command.ts";
import { COMMANDS } from "./commands/index.ts";
import { readOperations } from "./document.ts";
import { ALIASES, runOperation } from "./operation-command.ts";

/** Runs one command line and answers with its exit code: 0 done, 1 refused or failed, 2 not understood. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  try {
    const [name = "", ...args] = argv;
    if (["", "help", "--help", "-h"].includes(name)) return help(io);
    const own = ownCommand(argv);
    if (own) return await runOwn(own.command, own.args, io);
    const code = await runOperation(name, args, io);
    if (code !== null) return code;
    throw new UsageError(`There is no command “${name}”. See: muster --help`);
  } catch (error) {
    if (io.signal.aborted) return 1;
    const isJson = argv.includes("--json") && error instanceof Refusal && error.body;
    io.err(isJson ? JSON.stringify((error as Refusal).body) : (error as Error).message);
    return error instanceof UsageError ? 2 : 1;
  }
}

function ownCommand(argv: readonly string[]): { command: Command; args: string[] } | null {
  for (const command of COMMANDS) {
    const words = command.name.split(" ");
    if (words.every((word, index) => argv[index] === word)) return { command, args: argv.slice(words.length) };
  }
  return null;
}

async function runOwn(command: Command, args: string[], io: Io): Promise<number> {
  if (!args.includes("--help") && !args.includes("-h")) return command.run(args, io);
  io.out([`muster ${command.name} ${command.usage}`, "", command.about, ...(command.help ? ["", ...command.help] : [])].join("\n"));
  return 0;
}

const ABOUT = `muster: run incidents from the command line.

It talks to the console of MUSTER_URL (default http://127.0.0.1:3000) with the key of MUSTER_API_KEY.
Every command takes --help, and --json for scripts. Exit codes: 0 done, 1 refused or failed, 2 not understood.`;

async function help(io: Io): Promise<number> {
  const operations = await readOperations(clientOf(io)).catch(() => null);
  const short = new Map(Object.entries(ALIASES).map(([alias, name]) => [name, alias]));
  const lines = (pairs: (readonly [string, string])[]) => pairs.map(([name, about]) => `  ${name.padEnd(34)} ${about}`);
  const remote = operations?.map(({ name, about }) => [short.has(name) ? `${short.get(name)} (${name})` : name, about] as const);
  io.out(
    [
      ABOUT,
      "",
      ...lines(COMMANDS.map(({ name, about }) => [name, about])),
      "",
      ...(remote ? ["Of the console:", "", ...lines(remote)] : ["The console does not answer, so its own commands are not listed here."]),
    ].join("\n"),
  );
  return 0;
}
