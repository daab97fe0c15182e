import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const has = (program: string): boolean => spawnSync(program, ["--version"]).status === 0;

/** Debian's packages of that name bring these programs; where one is missing there is nothing to try against. */
export const hasPrometheus = has("prometheus") && has("promtool");
export const hasAlertmanager = has("prometheus-alertmanager") && has("amtool");

export type Running = { url: string; host: string; close(): Promise<void> };

/** A Prometheus of its own on loopback. `history` is what it has measured already, in OpenMetrics; `more` are further arguments. */
export async function startPrometheus({ config, rules = "groups: []", history = "", more = [] }: Given): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), "muster-prometheus-"));
  const data = join(folder, "data");
  mkdirSync(data);
  writeFileSync(join(folder, "rules.yml"), rules);
  writeFileSync(join(folder, "prometheus.yml"), `${config}\nrule_files: [rules.yml]\n`);
  checked("promtool", ["check", "config", join(folder, "prometheus.yml")]);
  if (history) {
    writeFileSync(join(folder, "history.om"), history);
    checked("promtool", ["tsdb", "create-blocks-from", "openmetrics", join(folder, "history.om"), data]);
  }
  const port = await freePort();
  const fixed = [`--config.file=${join(folder, "prometheus.yml")}`, `--storage.tsdb.path=${data}`, "--storage.tsdb.retention.time=10y"];
  return started("prometheus", [...fixed, `--web.listen-address=127.0.0.1:${port}`, ...more], port, folder);
}

type Given = { config: string; rules?: string; history?: string; more?: string[] };

export async function startAlertmanager(): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), "muster-alertmanager-"));
  const config = join(folder, "alertmanager.yml");
  writeFileSync(config, "route: { receiver: nobody }\nreceivers: [{ name: nobody }]\n");
  checked("amtool", ["check-config", config]);
  const port = await freePort();
  const fixed = [`--config.file=${config}`, `--storage.path=${join(folder, "data")}`, "--cluster.listen-address="];
  return started("prometheus-alertmanager", [...fixed, `--web.listen-address=127.0.0.1:${port}`], port, folder);
}

async function started(program: string, args: string[], port: number, folder: string): Promise<Running> {
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr?.on("data", (part: Buffer) => {
    said = `${said}${part.toString("utf8")}`.slice(-4_000);
  });
  const host = `127.0.0.1:${port}`;
  while (!(await isReady(`http://${host}/-/ready`))) {
    if (child.exitCode !== null) throw new Error(`${program} ended: ${said}`);
    await pause(50);
  }
  return { url: `http://${host}`, host, close: () => ended(child, folder) };
}

async function ended(child: ChildProcess, folder: string): Promise<void> {
  const over = new Promise((done) => child.once("exit", done));
  if (child.exitCode === null && child.kill("SIGTERM")) await over;
  rmSync(folder, { recursive: true, force: true });
}

async function isReady(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

function checked(program: string, args: string[]): void {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} says: ${stdout}${stderr}`);
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer().once("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (address && typeof address === "object" ? found(address.port) : failed(new Error("There is no free port."))));
    });
  });
}
