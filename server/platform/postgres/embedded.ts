import { once } from "node:events";
import { accessSync, constants, existsSync, mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import pg from "pg";
import { type Account, accountFor } from "./account.ts";
import { binaries } from "./binaries.ts";
import { createCluster, passwordOf } from "./cluster.ts";
import { clusterName, endOrphan } from "./orphan.ts";
import { claim, ownerOf } from "./owner.ts";
import { spawnServer } from "./spawn-server.ts";

export type RunningPostgres = {
  url: string;
  port: number;
  /** Ends it in order; resolves when no process is left. */
  stop: () => Promise<void>;
  /** Ends it at once; the next start repairs from its log. */
  kill: () => void;
};

export type EmbeddedOptions = {
  /** Folder that holds the cluster; made when missing. */
  directory: string;
  /** A free one is taken when not given. */
  port?: number;
  /** False only for tests: a crash may then lose data. */
  isDurable?: boolean;
  log?: (line: string) => void;
  /** Called when the server ends without having been asked to. */
  onLost?: (reason: string) => void;
};

const DATABASE = "muster";
const USER = "muster";
const STOP_MS = 20_000;
const RECOVERY_MS = 300_000;

/**
 * Starts the Postgres that comes with Muster on loopback, first making its cluster. It ends by itself when this process dies.
 * @throws with words that say what to do: when the folder is in use or cannot be reached, or the server does not start.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<RunningPostgres> {
  const directory = resolve(options.directory);
  makeWritable(dirname(directory));
  const { initdb, postgres } = await binaries();
  const account = accountFor(directory, postgres);
  const release = claim(directory);
  try {
    await endOrphan(directory);
    createCluster({ directory, initdb, account, user: USER, isDurable: options.isDurable ?? true });
    return await start({ ...options, directory }, { postgres, account, release });
  } catch (error) {
    release();
    throw error;
  }
}

type Means = { postgres: string; account: Account; release: () => void };

async function start(options: EmbeddedOptions, { postgres, account, release }: Means): Promise<RunningPostgres> {
  const { directory, isDurable = true, log, onLost } = options;
  const port = options.port ?? (await freePort());
  const server = spawnServer([postgres, "-D", directory, "-p", String(port), ...settings(directory, isDurable)], account, log);
  const urlOf = (database: string): string => addressOf(directory, port, database);
  await answering(urlOf("postgres"), server.process).catch((error: unknown) => {
    server.hangUp();
    throw new Error(`The database in ${directory} does not start: ${String((error as Error).message)}\n${server.lastLines()}`);
  });
  await ensureDatabase(urlOf("postgres"));

  let isStopping = false;
  server.process.once("exit", (code, signal) => {
    release();
    if (!isStopping) onLost?.(`ended by ${signal ?? `exit code ${code}`}: ${server.lastLines()}`);
  });
  const signalServer = (signal: NodeJS.Signals): void => {
    const pid = Number(readFileSync(join(directory, "postmaster.pid"), "utf8").split("\n")[0]);
    process.kill(pid, signal);
  };
  const kill = (): void => {
    isStopping = true;
    try {
      signalServer("SIGQUIT");
    } catch {
      server.hangUp();
    }
  };
  const stop = async (): Promise<void> => {
    isStopping = true;
    if (server.process.exitCode !== null || server.process.signalCode !== null) return;
    const ended = once(server.process, "exit");
    server.hangUp();
    const late = setTimeout(kill, STOP_MS);
    await ended;
    clearTimeout(late);
  };
  return { url: urlOf(DATABASE), port, stop, kill };
}

/** Where the database of this folder answers while a living process runs it; null when none does. */
export function runningPostgresUrl(folder: string): string | null {
  const directory = resolve(folder);
  const file = join(directory, "postmaster.pid");
  if (ownerOf(directory) === null || !existsSync(file)) return null;
  return addressOf(directory, Number(readFileSync(file, "utf8").split("\n")[3]), DATABASE);
}

function addressOf(directory: string, port: number, database: string): string {
  return `postgresql://${USER}:${passwordOf(directory)}@127.0.0.1:${port}/${database}`;
}

function makeWritable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new Error(
      `This user cannot write to ${folder} (${(error as NodeJS.ErrnoException).code}). Give it to this user (chown), or set MUSTER_DATA_DIR to a folder of its own.`,
    );
  }
}

function settings(directory: string, isDurable: boolean): string[] {
  const values: Record<string, string> = {
    cluster_name: clusterName(directory),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    shared_buffers: "128MB",
    max_connections: "120",
    jit: "off",
    // Containers give 64 MB of shared memory, in which parallel plans fail.
    max_parallel_workers_per_gather: "0",
    timezone: "UTC",
    log_timezone: "UTC",
    log_min_messages: "fatal",
    ...(isDurable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** Resolves when the server takes connections. A server that replays its log after a crash is given minutes. */
async function answering(url: string, server: { exitCode: number | null; signalCode: string | null }): Promise<void> {
  const deadline = Date.now() + RECOVERY_MS;
  for (;;) {
    if (server.exitCode !== null || server.signalCode !== null) throw new Error("it ended at once.");
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      const { code = "", message } = error as { code?: string; message: string };
      if (!["ECONNREFUSED", "57P03"].includes(code) && !/timeout|terminated/.test(message)) throw error;
      if (Date.now() > deadline) throw new Error(`it takes no connection after ${RECOVERY_MS / 1000} s (${message}).`);
    }
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(new Error("No free port."))));
    });
  });
}
