import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "#server/platform/postgres/embedded.ts";

export type Running = { port: number; pid: number; path: string; stop: () => Promise<void> };

const ROOT = join(import.meta.dirname, "../..");
const NEXT = join(ROOT, ".muster/bench/next-static");
const NGINX = ["/usr/sbin/nginx", "/usr/bin/nginx"];

/** The status server as the supervisor starts it. */
export async function startStatusServer(dataDirectory: string, slug: string): Promise<Running> {
  const port = await freePort();
  const env = { ...process.env, NODE_ENV: "production", STATUS_PORT: String(port), MUSTER_DATA_DIR: dataDirectory, NODE_OPTIONS: "" };
  return answering(
    spawn(process.execPath, ["server/status-server.ts"], { cwd: ROOT, env: env as NodeJS.ProcessEnv, stdio: "ignore" }),
    port,
    `/${slug}`,
  );
}

export async function startBare(file: string): Promise<Running> {
  const port = await freePort();
  return answering(spawn(process.execPath, [join(import.meta.dirname, "bare-server.ts"), String(port), file], { stdio: "ignore" }), port, "/");
}

/** nginx with the file of the same bytes, where it is installed (`apt-get install nginx`). */
export async function startNginx(folder: string, bytes: Buffer): Promise<Running | null> {
  const binary = NGINX.find(existsSync);
  if (!binary) return null;
  const port = await freePort();
  const root = join(folder, "nginx");
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, "page"), bytes);
  const config = join(root, "nginx.conf");
  writeFileSync(
    config,
    `daemon off; ${process.getuid?.() === 0 ? "user root; " : ""}worker_processes 1; pid ${root}/pid; error_log /dev/null; events { worker_connections 4096; }
http { access_log off; keepalive_requests 10000000; client_body_temp_path ${root}; proxy_temp_path ${root}; fastcgi_temp_path ${root}; uwsgi_temp_path ${root}; scgi_temp_path ${root};
server { listen 127.0.0.1:${port} backlog=4096; root ${root}; location / { default_type text/html; add_header Content-Encoding gzip; } } }`,
  );
  return answering(spawn(binary, ["-c", config], { stdio: "ignore" }), port, "/page");
}

/** A static route of Next in its production build: how it would be done without a server of its own. */
export async function startNextStatic(html: string): Promise<Running> {
  mkdirSync(join(NEXT, "app/status"), { recursive: true });
  writeFileSync(join(NEXT, "package.json"), JSON.stringify({ name: "next-static", private: true, type: "module" }));
  writeFileSync(join(NEXT, "next.config.mjs"), `export default { turbopack: { root: ${JSON.stringify(ROOT)} } };\n`);
  writeFileSync(join(NEXT, "app/layout.jsx"), "export default function Layout({ children }) {\n  return <html><body>{children}</body></html>;\n}\n");
  writeFileSync(join(NEXT, "app/page.jsx"), "export default function Page() {\n  return <p>Rival</p>;\n}\n");
  const route = `export const dynamic = "force-static";\nconst html = ${JSON.stringify(html)};\nexport function GET() {\n  return new Response(html, { headers: { "content-type": "text/html; charset=utf-8" } });\n}\n`;
  writeFileSync(join(NEXT, "app/status/route.js"), route);
  const next = join(ROOT, "node_modules/next/dist/bin/next");
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", NODE_OPTIONS: "" } as NodeJS.ProcessEnv;
  execFileSync(process.execPath, [next, "build"], { cwd: NEXT, env, stdio: ["ignore", "ignore", "inherit"] });
  const port = await freePort();
  const child = spawn(process.execPath, [next, "start", "-p", String(port), "-H", "127.0.0.1"], { cwd: NEXT, env, stdio: "ignore" });
  return answering(child, port, "/status");
}

async function answering(child: ChildProcess, port: number, path: string): Promise<Running> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { redirect: "manual" }).catch(() => null);
    if (answer?.status === 200) return { port, pid: child.pid ?? 0, path, stop: () => ended(child) };
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill("SIGKILL");
  throw new Error(`Nothing answered at 127.0.0.1:${port}${path}.`);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}
