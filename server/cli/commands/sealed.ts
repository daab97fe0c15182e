import { readFile } from "node:fs/promises";
import { clientOf } from "../client.ts";
import { type Command, UsageError } from "../command.ts";

/** `muster verify`: checks a sealed export without a console. */
export const verify: Command = {
  name: "verify",
  usage: "FILE [--head HASH] [--json]",
  about: "Check a sealed export by itself, without a console. Exit code 1 when a single byte is not as it was sealed.",
  help: [
    "It checks the seal, every link of the timeline's hash chain, the state, and each piece of evidence.",
    "Whoever can write the file can seal another one: with --head it is also compared with the head that the console's audit trail names.",
  ],
  async run(args, io) {
    const { verifySealed } = await import("#server/sealed-file/index.ts");
    const { problems, sealed } = verifySealed(await fileOf(args));
    const head = args.includes("--head") ? args[args.indexOf("--head") + 1] : null;
    if (head === undefined) throw new UsageError("Give the hash after --head.");
    const all = head !== null && sealed && sealed.head !== head ? [...problems, `The head is ${sealed.head}, not ${head}.`] : problems;
    const sum = {
      reference: sealed?.reference ?? null,
      entries: sealed?.entries.length ?? 0,
      evidence: sealed?.evidence.length ?? 0,
      head: sealed?.head ?? null,
    };
    if (args.includes("--json")) io.out(JSON.stringify({ ...sum, problems: all }, null, 2));
    else if (all.length > 0) io.out(["This file does not prove itself:", ...all.map((problem) => `  ${problem}`)].join("\n"));
    else
      io.out(
        `${sum.reference} is as it was sealed: ${sum.entries} entries, ${sum.evidence} pieces of evidence${sealed?.postmortem ? ", the postmortem" : ""}.\nHead of the hash chain: ${sum.head}`,
      );
    return all.length > 0 ? 1 : 0;
  },
};

/** `muster import-sealed`: gives a sealed export to the console. */
export const importSealedFile: Command = {
  name: "import-sealed",
  usage: "FILE [--json]",
  about: "Take a sealed export in: the incident with its timeline, evidence and postmortem. Nobody is told.",
  async run(args, io) {
    const content = await fileOf(args);
    const taken = (await clientOf(io).send("POST", "/api/v1/sealed", { content })) as { reference: string; sealedAs: string; entries: number };
    if (args.includes("--json")) io.out(JSON.stringify(taken, null, 2));
    else io.out(`${taken.sealedAs} is here as ${taken.reference}, with ${taken.entries} entries.`);
    return 0;
  },
};

async function fileOf(args: string[]): Promise<string> {
  const file = args.find((arg, index) => !arg.startsWith("-") && args[index - 1] !== "--head");
  if (!file) throw new UsageError("Name the file of a sealed export.");
  return readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(error.code === "ENOENT" ? `There is no file ${file}.` : `${file} could not be read: ${error.message}`);
  });
}
