import { spawn } from "node:child_process";

const REPEAT_EVERY_MS = 15_000;
const KEPT_OUTPUT = 64 * 1024;
const colour = process.stdout.isTTY && !process.env.NO_COLOR;
const dim = (text) => (colour ? `\x1b[2m${text}\x1b[22m` : text);

/** What a step throws when it knows what the reader should do about it. */
export class StepError extends Error {
  constructor(message, advice) {
    super(message);
    this.advice = advice;
  }
}

export const seconds = (ms) => `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;

let wasInterrupted = false;

/** Runs the steps in order, saying which one is at work and for how long. Ends the process at the first that fails. */
export async function runSteps(steps) {
  for (const [index, step] of steps.entries()) {
    const label = `[${index + 1}/${steps.length}] ${step.title}`;
    if (!step.isDue()) {
      console.log(`${label}: ${dim("up to date")}`);
      continue;
    }
    const startedAt = Date.now();
    const stop = showWaiting(label, startedAt);
    try {
      await step.run();
    } catch (error) {
      stop();
      if (wasInterrupted) console.error(`\n${label}: interrupted. Run the same command to go on.`);
      else explain(label, error);
      process.exit(wasInterrupted ? 130 : 1);
    }
    stop();
    console.log(`${label}: done ${dim(`(${seconds(Date.now() - startedAt)})`)}`);
  }
}

function showWaiting(label, startedAt) {
  const say = () => `${label} … ${seconds(Date.now() - startedAt)}`;
  if (!process.stdout.isTTY) {
    console.log(`${label} …`);
    const timer = setInterval(() => console.log(say()), REPEAT_EVERY_MS);
    return () => clearInterval(timer);
  }
  const timer = setInterval(() => process.stdout.write(`\r${say()}\x1b[K`), 200);
  return () => {
    clearInterval(timer);
    process.stdout.write("\r\x1b[K");
  };
}

function explain(label, error) {
  console.error(`\n${label} failed: ${error.message}`);
  console.error(`\nWhat to do: ${error.advice ?? "read the message above, correct its cause and run the same command again."}`);
}

/** Runs a command quietly and resolves with its output; rejects with the exit code and the last of that output. */
export function run(file, args, { cwd, env, advise = () => undefined }) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const endChild = () => {
      wasInterrupted = true;
      child.kill("SIGTERM");
    };
    process.once("SIGTERM", endChild).once("SIGINT", endChild);
    let output = "";
    const keep = (chunk) => {
      output = (output + chunk).slice(-KEPT_OUTPUT);
    };
    child.stdout.setEncoding("utf8").on("data", keep);
    child.stderr.setEncoding("utf8").on("data", keep);
    child.once("error", (error) => reject(new StepError(`${file} could not be started (${error.message}).`, advise(error.message))));
    child.once("close", (code, signal) => {
      if (code === 0) return resolve(output);
      const lastLines = output.trimEnd().split("\n").slice(-30).join("\n");
      reject(new StepError(`it ended with ${signal ?? `exit code ${code}`}.\n\n${lastLines}`, advise(output)));
    });
  });
}
