import { clientOf } from "../client.ts";
import type { Command } from "../command.ts";

type Step = { chains: number; entries: number; allChains: number; problems: string[]; nextCursor: string | null };

/** `muster audit verify`: walks all hash chains, step by step, and fails when one is broken. */
export const auditVerify: Command = {
  name: "audit verify",
  usage: "[--json]",
  about: "Check every link of the audit trail's hash chains. Exit code 1 when one is broken.",
  async run(args, io) {
    const client = clientOf(io);
    const sum = { chains: 0, entries: 0, problems: [] as string[] };
    let cursor: string | null = null;
    do {
      const query: string = cursor ? `?cursor=${encodeURIComponent(cursor)}` : "";
      const step = (await client.send("GET", `/api/v1/audit/verification${query}`)) as Step;
      sum.chains += step.chains;
      sum.entries += step.entries;
      sum.problems.push(...step.problems);
      if (io.isTerminal && step.nextCursor) io.err(`${sum.chains} of ${step.allChains} chains checked …`);
      cursor = step.nextCursor;
    } while (cursor && !io.signal.aborted);
    if (args.includes("--json")) io.out(JSON.stringify({ ...sum, isComplete: cursor === null }, null, 2));
    else if (sum.problems.length > 0) io.out(["The audit trail is broken:", ...sum.problems.map((problem) => `  ${problem}`)].join("\n"));
    else io.out(`The audit trail is whole: ${sum.entries.toLocaleString("en")} entries in ${sum.chains.toLocaleString("en")} chains.`);
    return sum.problems.length > 0 || cursor !== null ? 1 : 0;
  },
};
