import { type ChildProcess, spawn } from "node:child_process";
import { type ChildOptions, type ChildSpec, type RunningChild, startChild, type Timing } from "./child.ts";
import { dim, say } from "./terminal.ts";

const KEPT_OUTPUT = 64 * 1024;

export type Fleet = {
  start(spec: ChildSpec): void;
  /** Runs a program to its end and resolves with what it printed. @throws with its words when it fails. */
  run(file: string): Promise<string>;
  restart(): void;
  stop(): Promise<void>;
  kill(): void;
};

/** The processes that use the database: started, kept running and ended together. */
export function createFleet(options: { env: () => NodeJS.ProcessEnv; onGiveUp: ChildOptions["onGiveUp"]; timing?: Partial<Timing> }): Fleet {
  const children: RunningChild[] = [];
  const programs = new Set<ChildProcess>();
  let isStopping = false;

  return {
    start(spec) {
      if (isStopping) return;
      const name = dim(`${spec.name.padEnd(8)} |`);
      const sayAs = (text: string): void =>
        say(
          text
            .split("\n")
            .map((line) => `${name} ${line}`)
            .join("\n"),
        );
      children.push(startChild(spec, { ...options, say: sayAs }));
    },
    run(file) {
      return new Promise((resolve, reject) => {
        if (isStopping) return reject(new Error("Muster is stopping."));
        const program = spawn(process.execPath, [file], { env: options.env(), stdio: ["ignore", "pipe", "pipe"], detached: true });
        programs.add(program);
        let printed = "";
        let complained = "";
        program.stdout.setEncoding("utf8").on("data", (text: string) => {
          printed = (printed + text).slice(-KEPT_OUTPUT);
        });
        program.stderr.setEncoding("utf8").on("data", (text: string) => {
          complained = (complained + text).slice(-KEPT_OUTPUT);
        });
        program.once("error", reject);
        program.once("close", (code, signal) => {
          programs.delete(program);
          if (code === 0) resolve(printed.trim());
          else reject(new Error(complained.trim() || `${file} ended with ${signal ?? `exit code ${code}`} without a word.`));
        });
      });
    },
    restart() {
      for (const child of children) child.restart();
    },
    async stop() {
      isStopping = true;
      for (const program of programs) program.kill("SIGTERM");
      await Promise.all(children.map((child) => child.stop()));
    },
    kill() {
      isStopping = true;
      for (const program of programs) program.kill("SIGKILL");
      for (const child of children) child.kill();
    },
  };
}
