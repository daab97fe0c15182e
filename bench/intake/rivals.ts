import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "#server/platform/postgres/embedded.ts";

export type Running = { port: number; stop: () => Promise<void> };

const ALERTMANAGER = ["/usr/bin/prometheus-alertmanager", "/usr/bin/alertmanager"];
const ROOT = join(import.meta.dirname, "../..");
const NEXT = join(ROOT, ".muster/bench/next-rival");

/** Debian's Alertmanager (`apt-get install prometheus-alertmanager`), where it is installed: it keeps alerts in memory. */
export async function startAlertmanager(): Promise<Running | null> {
  const binary = ALERTMANAGER.find(existsSync);
  if (!binary) return null;
  const folder = join(tmpdir(), `muster-bench-alertmanager-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "config.yml"), "route:\n  receiver: none\nreceivers:\n  - name: none\n");
  const port = await freePort();
  const args = [
    `--config.file=${folder}/config.yml`,
    `--storage.path=${folder}`,
    `--web.listen-address=127.0.0.1:${port}`,
    "--cluster.listen-address=",
    "--log.level=error",
  ];
  const child = spawn(binary, args, { stdio: ["ignore", "ignore", "inherit"] });
  await answering(`http://127.0.0.1:${port}/-/ready`, 200);
  return {
    port,
    stop: async () => {
      await ended(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const ROUTE = `
import { createHash } from "node:crypto";
import pg from "pg";
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
export const dynamic = "force-dynamic";
export async function POST(request) {
  const body = Buffer.from(await request.arrayBuffer());
  const key = createHash("sha256").update(body).digest("base64url");
  await pool.query({ name: "keep", text: "INSERT INTO rival (key, body) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET repeats = rival.repeats + 1", values: [key, body] });
  return Response.json({ ok: true }, { status: 202 });
}
`;

/** A route handler of Next, in its production build, with one upsert for each request: how it would be done without a server of its own. */
export async function startNext(databaseUrl: string): Promise<Running> {
  mkdirSync(join(NEXT, "app/api/hooks"), { recursive: true });
  writeFileSync(join(NEXT, "package.json"), JSON.stringify({ name: "next-rival", private: true, type: "module" }));
  writeFileSync(join(NEXT, "next.config.mjs"), `export default { turbopack: { root: ${JSON.stringify(ROOT)} }, serverExternalPackages: ["pg"] };\n`);
  writeFileSync(join(NEXT, "app/layout.jsx"), "export default function Layout({ children }) {\n  return <html><body>{children}</body></html>;\n}\n");
  writeFileSync(join(NEXT, "app/page.jsx"), "export default function Page() {\n  return <p>Rival</p>;\n}\n");
  writeFileSync(join(NEXT, "app/api/hooks/route.js"), ROUTE);
  const next = join(ROOT, "node_modules/next/dist/bin/next");
  const env = {
    ...process.env,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    DATABASE_URL: databaseUrl,
    NODE_OPTIONS: "",
  } as NodeJS.ProcessEnv;
  execFileSync(process.execPath, [next, "build"], { cwd: NEXT, env, stdio: ["ignore", "ignore", "inherit"] });
  const port = await freePort();
  const child = spawn(process.execPath, [next, "start", "-p", String(port), "-H", "127.0.0.1"], {
    cwd: NEXT,
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  await answering(`http://127.0.0.1:${port}/`, 200);
  return { port, stop: () => ended(child) };
}

/** The intake as the supervisor starts it. */
export async function startIntake(databaseUrl: string, secret: string): Promise<Running> {
  const port = await freePort();
  const env = {
    ...process.env,
    NODE_ENV: "production",
    DATABASE_URL: databaseUrl,
    INTAKE_PORT: String(port),
    MUSTER_SECRET: secret,
    MUSTER_LOG_LEVEL: "warn",
    NODE_OPTIONS: "",
  } as NodeJS.ProcessEnv;
  const child = spawn(process.execPath, ["server/intake-server.ts"], { cwd: ROOT, env, stdio: ["ignore", 2, 2] });
  await answering(`http://127.0.0.1:${port}/healthz`, 200);
  return { port, stop: () => ended(child) };
}

async function answering(url: string, status: number): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.status === status) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Nothing answered at ${url}.`);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}
