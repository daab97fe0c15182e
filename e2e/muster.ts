import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdirSync, rmSync } from "node:fs";

export type RunningMuster = {
  process: ChildProcess;
  /** Resolves with the first match in what it prints. @throws when it ends before. */
  says(pattern: RegExp): Promise<string>;
  /** Resolves with its exit code when everything is gone, its data included. */
  stop(): Promise<number>;
};

/** Starts the built product as `npm start` runs it, on an empty data directory that is gone afterwards. */
export function startMuster(options: { port: number; dataDirectory: string; env?: Record<string, string> }): RunningMuster {
  const { port, dataDirectory } = options;
  rmSync(dataDirectory, { recursive: true, force: true });
  mkdirSync(dataDirectory, { recursive: true });
  chmodSync(dataDirectory, 0o755);
  const env: NodeJS.ProcessEnv = {
    ...inherited(),
    NODE_ENV: "production",
    PORT: String(port),
    MUSTER_DATA_DIR: dataDirectory,
    MUSTER_LOG_LEVEL: "warn",
    ...options.env,
  };
  const supervisor = spawn(process.execPath, ["server/supervisor.ts"], { env, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  const listeners = new Set<() => void>();
  for (const stream of [supervisor.stdout, supervisor.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<number>((resolve) => {
    supervisor.once("exit", (code, signal) => {
      rmSync(dataDirectory, { recursive: true, force: true });
      resolve(signal ? 1 : (code ?? 1));
    });
  });
  return {
    process: supervisor,
    says(pattern) {
      return new Promise((resolve, reject) => {
        const look = (): void => {
          const match = pattern.exec(printed);
          if (!match) return;
          listeners.delete(look);
          resolve(match[1] ?? match[0]);
        };
        listeners.add(look);
        look();
        void ended.then((code) => reject(new Error(`Muster ended with ${code} before it said ${pattern}:\n${printed}`)));
      });
    },
    stop() {
      supervisor.kill("SIGTERM");
      return ended;
    },
  };
}

/** Nothing of the caller's own installation may leak into the stories. */
function inherited(): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(MUSTER_|DATABASE_|NODE_ENV$|HOST$|PORT$)/.test(name)));
}
