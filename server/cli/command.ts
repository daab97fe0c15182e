/** Where a command reads and writes: the terminal, or a test. `env` as of the process. */
export type Io = {
  out(text: string): void;
  /** Without a line break after it. */
  write(text: string): void;
  err(text: string): void;
  env: Readonly<Record<string, string | undefined>>;
  /** Sets a variable for what this process does from now on. */
  setEnv(name: string, value: string): void;
  /** People read along, so tables and colours are wanted. */
  isTerminal: boolean;
  /** Asks a yes-or-no question; without a terminal the answer is no. */
  confirm(question: string): Promise<boolean>;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
};

/** A command with a life of its own; all operations of the console are commands beside. */
export type Command = {
  /** One or two words, such as `audit verify`. */
  name: string;
  /** What follows the name. */
  usage: string;
  about: string;
  /** Lines on its options, for --help. */
  help?: readonly string[];
  /** Answers with the exit code. */
  run(args: string[], io: Io): Promise<number>;
};

/** Refused because of what was typed: exit code 2. */
export class UsageError extends Error {}

/** Refused by the console: exit code 1. `body` is its whole answer. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: unknown;
  constructor(message: string, status: number, body: unknown) {
    super(message);
    this.status = status;
    this.body = body;
  }
}
