import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Environment, readEnvironment } from "#server/platform/env.ts";
import type { ChildSpec } from "./supervisor/child.ts";
import { type KeptDatabase, keepDatabase } from "./supervisor/database.ts";
import { createFleet } from "./supervisor/fleet.ts";
import { onStopSignals } from "./supervisor/on-stop-signals.ts";
import { requireFreePort } from "./supervisor/ports.ts";
import { onSourceChange } from "./supervisor/source-changes.ts";
import { bold, dim, say, seconds, stage } from "./supervisor/terminal.ts";
import { waitUntilHealthy } from "./supervisor/wait-until-healthy.ts";

const READY_WITHIN_MS = 120_000;
process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
const { values } = parseArgs({ options: { dev: { type: "boolean", default: false } } });
const isDevelopment = values.dev === true;

const PROCESSES: readonly ChildSpec[] = [
  { name: "web", file: "server/web.ts", args: isDevelopment ? ["--dev"] : [] },
  { name: "worker", file: "server/worker.ts" },
  { name: "intake", file: "server/intake-server.ts" },
  {
    name: "status",
    file: "server/status-server.ts",
    only: ["HOST", "STATUS_PORT", "MUSTER_DATA_DIR", "MUSTER_TRUST_PROXY", "NODE_COMPILE_CACHE", "NODE_ENV", "PATH"],
  },
];

const startedAt = Date.now();
let database: Promise<KeptDatabase> | undefined;
let isEnding = false;
const settings: NodeJS.ProcessEnv = {
  NODE_COMPILE_CACHE: resolve("node_modules/.cache/muster-compiled"),
  ...process.env,
  NODE_ENV: isDevelopment ? "development" : "production",
  NEXT_TELEMETRY_DISABLED: "1",
};
const fleet = createFleet({ env: () => settings, onGiveUp: fail });

onStopSignals(
  (signal) => {
    say(`\n${signal === "SIGINT" ? "Ctrl-C" : signal}: stopping …`);
    void stop(0);
  },
  () => {
    say("Stopping at once.");
    fleet.kill();
    void Promise.resolve(database?.then(({ kill }) => kill())).finally(() => process.exit(1));
  },
);

await main().catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));

async function main(): Promise<void> {
  say(`${bold(`Muster ${version}`)}${isDevelopment ? " in development" : ""}\n`);
  const environment = readEnvironment(settings);
  requireBuild();
  settings.PORT = String(await requireFreePort("PORT", environment.PORT, environment.HOST));
  settings.INTAKE_PORT = String(await requireFreePort("INTAKE_PORT", environment.INTAKE_PORT, environment.HOST));
  settings.STATUS_PORT = String(await requireFreePort("STATUS_PORT", environment.STATUS_PORT, environment.HOST));
  await stage("Database", () => startDatabase(environment));
  await stage("Tables", () => fleet.run("server/supervisor/prepare.ts"));
  for (const spec of PROCESSES) fleet.start(spec);
  await stage("Console", () => waitForConsole(environment.HOST));
  if (isDevelopment) onSourceChange(["server", "lib"], () => fleet.restart());
  const link = await fleet.run("server/auth/print-setup-link.ts");
  greet(
    environment,
    link.split("\n").find((line) => line.startsWith("http")),
  );
}

function requireBuild(): void {
  if (!isDevelopment && !existsSync(".next/BUILD_ID"))
    throw new Error("The console is not built yet.\nStart Muster with `npm start`, which builds it first.");
}

async function startDatabase({ DATABASE_URL, MUSTER_DATA_DIR }: Environment): Promise<string> {
  if (DATABASE_URL && !URL.canParse(DATABASE_URL))
    throw new Error("DATABASE_URL is not a URL.\nWrite it as postgresql://user:password@host:5432/database");
  if (DATABASE_URL) return `the one of DATABASE_URL, at ${new URL(DATABASE_URL).host}`;
  database = keepDatabase(MUSTER_DATA_DIR, { say, onGiveUp: fail });
  settings.DATABASE_URL = (await database).url;
  return `running, data in ${MUSTER_DATA_DIR}`;
}

async function waitForConsole(host: string): Promise<string> {
  const local = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "[::1]" : host.includes(":") ? `[${host}]` : host;
  await waitUntilHealthy(`http://${local}:${settings.PORT}/api/health`, READY_WITHIN_MS);
  return "answers";
}

function greet({ MUSTER_URL, HOST }: Environment, link: string | undefined): void {
  const host = HOST === "0.0.0.0" || HOST === "::" ? "localhost" : HOST;
  say(`\nReady after ${seconds(Date.now() - startedAt)}: ${bold(MUSTER_URL ?? `http://${host}:${settings.PORT}`)}`);
  if (link) say(`Set it up with this link, which works once and for 24 hours:\n${bold(link)}`);
  say(dim("Ctrl-C stops it.\n"));
}

async function fail(reason: string): Promise<void> {
  if (isEnding) return;
  say(`\n${bold("Muster cannot go on.")}\n${reason}`);
  await stop(1);
}

async function stop(exitCode: number): Promise<void> {
  isEnding = true;
  await fleet.stop();
  await database?.then(
    (started) => started.stop(),
    () => undefined,
  );
  if (exitCode === 0 || database) say("Stopped.");
  process.exit(exitCode);
}
