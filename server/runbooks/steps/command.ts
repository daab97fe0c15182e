import type { Expectation } from "#lib/contracts/runbook.ts";
import { type Ended, runCommand } from "../sandbox/run-command.ts";
import { missedIn } from "./expect.ts";
import type { Outcome, Workplace } from "./workplace.ts";

type Wanted = { argv: readonly string[]; env: Readonly<Record<string, string>>; network: boolean; expect: Expectation | undefined };

/** A program in the sandbox, judged by how it ends and by what it wrote. */
export async function performCommand({ argv, env, network, expect }: Wanted, at: Workplace): Promise<Outcome> {
  const ended = await runCommand({
    argv,
    env: { ...at.named, ...env },
    secrets: at.secrets,
    folder: at.folder,
    timeoutMs: at.timeoutMs,
    outputLimit: at.outputLimit,
    network,
    signal: at.signal,
    onOutput: at.give,
  });
  return { ...judged(ended, argv[0] ?? "", at.timeoutMs, expect), exitCode: ended.exitCode, text: ended.text };
}

function judged(
  { reason, exitCode, text }: Ended,
  program: string,
  timeoutMs: number,
  expect: Expectation | undefined,
): Pick<Outcome, "state" | "detail"> {
  if (reason === "missing") return { state: "failed", detail: `${program} is not installed where Muster's worker runs. Install it there.` };
  if (reason === "timed_out") return { state: "timed_out", detail: `it had not ended after ${timeoutMs / 1_000} s, and was ended` };
  if (reason === "cancelled") return { state: "cancelled", detail: "it was ended by a person" };
  if (exitCode !== 0) return { state: "failed", detail: `${program} ended with ${exitCode ?? "a signal"}${lastLine(text)}` };
  const missed = missedIn(expect, text);
  return missed ? { state: "failed", detail: missed } : { state: "completed", detail: null };
}

function lastLine(text: string): string {
  const line = text.trim().split("\n").at(-1)?.trim() ?? "";
  return line === "" ? "" : `: ${line.length > 300 ? `${line.slice(0, 300)}…` : line}`;
}
