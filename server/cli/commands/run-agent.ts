import type { ProposalView, RunView } from "#lib/contracts/agent.ts";
import type { Block } from "#lib/contracts/document.ts";
import { documentToMarkdown } from "#lib/document-to-markdown.ts";
import { type Client, clientOf } from "../client.ts";
import { type Command, type Io, UsageError } from "../command.ts";
import { readEvents } from "../read-events.ts";
import { oneLine, printable } from "../render/table.ts";

/** `muster run AGENT --prompt "…"`: asks an agent, shows what it says as it says it, and has its proposals decided. */
export const runAgent: Command = {
  name: "run",
  usage: 'AGENT --prompt "…" [--incident REF] [--follow] [--detach] [--json]',
  about: "Ask an agent, such as incident-commander. On a terminal its proposals are put to you; nothing is changed before you accept.",
  help: [
    "AGENT may be written as library://incident/incident-commander.",
    "--detach   only start it, and print the run's id",
    "--json     the whole run when it has ended",
  ],
  async run(args, io) {
    const { agent, prompt, incident, isJson, isDetached } = readArgs(args);
    const client = clientOf(io);
    const body = { prompt, ...(incident ? { incident } : {}) };
    const { runId } = (await client.send("POST", `/api/v1/agents/${encodeURIComponent(agent)}/runs`, body)) as { runId: string };
    if (isDetached) return say(io, isJson ? JSON.stringify({ runId }) : runId);
    await follow(client, runId, isJson ? () => undefined : (text) => io.write(text));
    const view = (await client.send("GET", `/api/v1/runs/${runId}`)) as RunView;
    if (isJson) io.out(JSON.stringify(view, null, 2));
    else await conclude(client, io, view);
    return view.run.state === "done" || view.run.state === "waiting" ? 0 : 1;
  },
};

function say(io: Io, text: string): 0 {
  io.out(text);
  return 0;
}

const VALUES = ["prompt", "incident"] as const;

function readArgs(args: string[]): { agent: string; prompt: string; incident?: string; isJson: boolean; isDetached: boolean } {
  const given: Partial<Record<(typeof VALUES)[number], string>> = {};
  const bare: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? "";
    const name = VALUES.find((one) => arg === `--${one}` || arg.startsWith(`--${one}=`));
    if (name) given[name] = arg.includes("=") ? arg.slice(arg.indexOf("=") + 1) : args[++at];
    else if (!arg.startsWith("--")) bare.push(arg);
    else if (!["--json", "--follow", "--detach"].includes(arg)) throw new UsageError(`There is no option ${arg}. See: muster run --help`);
  }
  const [agent, ...words] = bare[0] === "agent" ? bare.slice(1) : bare;
  const prompt = given.prompt ?? words.join(" ");
  if (!agent || !prompt) throw new UsageError('Give an agent and what to ask: muster run incident-commander --prompt "What should I do next?"');
  return {
    agent: agent.replace(/^library:\/\/(?:[\w-]+\/)*/, ""),
    prompt,
    ...(given.incident ? { incident: given.incident } : {}),
    isJson: args.includes("--json"),
    isDetached: args.includes("--detach"),
  };
}

type Chunk = { type: string; delta?: string; data?: { kind?: string; text?: string } };

/** Writes what the run says until it is over, or waits for an answer. */
async function follow(client: Client, runId: string, write: (text: string) => void): Promise<void> {
  const response = await client.open(`/api/v1/runs/${runId}/events?after=0`, 0);
  for await (const { event, data } of readEvents(response)) {
    if (event === "over") return;
    if (event !== "message") continue;
    const chunk = JSON.parse(data) as Chunk & { toolName?: string };
    if (chunk.type === "text-delta") write(printable(chunk.delta ?? ""));
    if (chunk.type === "data-note") write(`\n(${oneLine(chunk.data?.text ?? "")})\n`);
    if (chunk.type === "data-block") write(`${printable(blockText(chunk.data as Block))}\n\n`);
    if (chunk.type === "tool-input-available" && chunk.toolName === "ask_person") return;
  }
}

function blockText(block: Block): string {
  return documentToMarkdown({ title: "", blocks: [block], figures: {} }).replace(/^## \n\n/, "");
}

async function conclude(client: Client, io: Io, { run, chunks, proposals }: RunView): Promise<void> {
  if (run.state === "waiting") {
    const asked = chunks.findLast(({ data }) => data.type === "tool-input-available")?.data as { input?: { question?: string } } | undefined;
    io.out(`${printable(asked?.input?.question ?? "It waits for an answer.")}\n\nAnswer: muster answer-run ${run.id} "…"`);
  }
  for (const proposal of proposals.toReversed()) if (proposal.state === "open") await decide(client, io, proposal);
}

async function decide(client: Client, io: Io, { id, effect }: ProposalView): Promise<void> {
  io.out(`\nProposed: ${oneLine(effect)}`);
  if (!io.isTerminal) return io.out(`Accept it: muster decide-proposal ${id} true`);
  const accept = await io.confirm("Accept it?");
  const { result } = (await client.send("POST", `/api/v1/proposals/${id}/decision`, { accept })) as ProposalView;
  const reference = (result?.value as { reference?: string } | undefined)?.reference;
  io.out(
    accept
      ? result?.ok === false
        ? `Refused: ${result.error}`
        : `Done.${reference ? ` ${client.url}/incidents/${reference}` : ""}`
      : "Rejected. Nothing was changed.",
  );
}
