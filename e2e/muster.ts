import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "#server/platform/postgres/embedded.ts";
import { pidsOf } from "#server/platform/postgres/processes.ts";

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
    INTAKE_PORT: "0",
    STATUS_PORT: "0",
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

export type OwnMuster = RunningMuster & { url: string; dataDirectory: string; webPid(): number; workerPid(): number };

/** An installation that one story has to itself: because it has to be empty, is going to be hurt, or has a time of its own. */
export async function startOwnMuster(env: Record<string, string> = {}): Promise<OwnMuster> {
  const port = await freePort();
  const dataDirectory = join(tmpdir(), `muster-e2e-${port}`);
  const muster = startMuster({ port, dataDirectory, env });
  await muster.says(/Ready after/);
  const pidOf = (script: string): number => {
    const pid = pidsOf(`${process.execPath} ${script}`).find((one) => parentOf(one) === muster.process.pid);
    if (pid === undefined) throw new Error(`${script} does not run.`);
    return pid;
  };
  return {
    ...muster,
    url: `http://127.0.0.1:${port}`,
    dataDirectory,
    webPid: () => pidOf("server/web.ts"),
    workerPid: () => pidOf("server/worker.ts"),
  };
}

function parentOf(pid: number): number {
  const stat = `/proc/${pid}/stat`;
  if (existsSync(stat)) return Number(readFileSync(stat, "utf8").split(") ").at(-1)?.split(" ")[1]);
  return Number(spawnSync("ps", ["-o", "ppid=", "-p", String(pid)], { encoding: "utf8" }).stdout);
}

/** Nothing of the caller's own installation may leak into the stories. */
function inherited(): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(MUSTER_|DATABASE_|PROMETHEUS_|LOKI_|GRAFANA_|DATADOG_|SLACK_|PAGERDUTY_|SMTP_|KUBECONFIG$|NODE_ENV$|HOST$|PORT$)/.test(name),
    ),
  );
}
