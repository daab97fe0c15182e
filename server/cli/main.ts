import { createInterface } from "node:readline/promises";
import type { Io } from "./command.ts";
import { run } from "./run.ts";

const ending = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => ending.abort());

const io: Io = {
  out: (text) => void process.stdout.write(`${text}\n`),
  write: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(`${text}\n`),
  env: process.env,
  setEnv(name, value) {
    process.env[name] = value;
  },
  isTerminal: process.stdout.isTTY === true,
  signal: ending.signal,
  async confirm(question) {
    if (!process.stdin.isTTY) return false;
    const reader = createInterface({ input: process.stdin, output: process.stderr });
    const answer = await reader.question(`${question} [y/N] `, { signal: ending.signal }).finally(() => reader.close());
    return /^y(es)?$/i.test(answer.trim());
  },
};

// A reader that has seen enough, such as head, ends the pipe: that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
process.exit(await run(process.argv.slice(2), io));
