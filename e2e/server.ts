import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { ADMIN, installation } from "./installation.ts";

const { port, dataDirectory } = await installation();
rmSync(dataDirectory, { recursive: true, force: true });
mkdirSync(dataDirectory, { recursive: true });
chmodSync(dataDirectory, 0o755);

/** Nothing of the caller's own installation may leak into the stories. */
const inherited = Object.entries(process.env).filter(([name]) => !/^(MUSTER_|DATABASE_|NODE_ENV$|HOST$)/.test(name));
const env: NodeJS.ProcessEnv = {
  ...Object.fromEntries(inherited),
  NODE_ENV: "production",
  PORT: String(port),
  MUSTER_DATA_DIR: dataDirectory,
  MUSTER_ADMIN_EMAIL: ADMIN.email,
  MUSTER_ADMIN_PASSWORD: ADMIN.password,
  MUSTER_LOG_LEVEL: "warn",
};

/** The built product as `npm start` runs it, on an empty data directory that is gone afterwards. */
const supervisor = spawn(process.execPath, ["server/supervisor.ts"], { env, stdio: ["ignore", "inherit", "inherit"] });
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => supervisor.kill(signal));
supervisor.once("exit", (code, signal) => {
  rmSync(dataDirectory, { recursive: true, force: true });
  process.exit(signal ? 1 : (code ?? 1));
});
