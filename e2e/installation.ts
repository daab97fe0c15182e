import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "#server/platform/postgres/embedded.ts";

/** The installation that the stories run against. Chosen once, by the first process, and handed on by the environment. */
export type Installation = { port: number; url: string; dataDirectory: string };

export const ADMIN = { email: "admin@example.com", password: "a long password for stories" };

export async function installation(): Promise<Installation> {
  process.env.MUSTER_E2E_PORT ??= String(await freePort());
  const port = Number(process.env.MUSTER_E2E_PORT);
  return { port, url: `http://127.0.0.1:${port}`, dataDirectory: join(tmpdir(), `muster-e2e-${port}`) };
}

/** Where the embedded database of a running installation answers, for stories that shift its clock or look at its rows. */
export function databaseUrlOf({ dataDirectory }: Pick<Installation, "dataDirectory">): string {
  const port = readFileSync(join(dataDirectory, "postgres/postmaster.pid"), "utf8").split("\n")[3];
  const password = readFileSync(join(dataDirectory, "postgres.password"), "utf8");
  return `postgresql://muster:${password}@127.0.0.1:${port}/muster`;
}
