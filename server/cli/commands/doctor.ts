import { readEnvironment } from "#server/platform/env.ts";
import { runningPostgresUrl } from "#server/platform/postgres/embedded.ts";
import { canConnect } from "../can-connect.ts";
import { clientOf } from "../client.ts";
import { type Command, type Io, Refusal } from "../command.ts";
import { connections } from "./doctor-connections.ts";
import type { Finding } from "./finding.ts";

type Check = (io: Io) => Promise<Finding | Finding[]>;

const MARKS: Record<Finding["state"], string> = { ok: "✓", missing: "·", wrong: "✗" };

/** `muster doctor`: what is set, what answers, what is missing, and what to do about it. */
export const doctor: Command = {
  name: "doctor",
  usage: "[--json]",
  about: "Say what is configured, what answers, and what is missing. Exit code 1 when something is wrong.",
  async run(args, io) {
    const findings: Finding[] = [];
    for (const check of CHECKS) findings.push(...[await check(io)].flat());
    if (args.includes("--json")) io.out(JSON.stringify(findings, null, 2));
    else
      io.out(
        findings.map(({ what, state, words }) => `${MARKS[state]} ${what.padEnd(14)} ${words.replaceAll("\n", `\n${" ".repeat(17)}`)}`).join("\n"),
      );
    return findings.some(({ state }) => state === "wrong") ? 1 : 0;
  },
};

const CHECKS: readonly Check[] = [runtime, environment, database, consoleHealth, apiKey, connections];

async function runtime(): Promise<Finding> {
  return { what: "Node", state: "ok", words: process.version };
}

async function environment({ env }: Io): Promise<Finding> {
  try {
    readEnvironment(env as NodeJS.ProcessEnv);
    return { what: "Settings", state: "ok", words: "every variable that is set can be used" };
  } catch (error) {
    return { what: "Settings", state: "wrong", words: (error as Error).message };
  }
}

async function database({ env }: Io): Promise<Finding> {
  const what = "Database";
  const { DATABASE_URL, MUSTER_DATA_DIR = ".muster" } = env;
  const url = DATABASE_URL ?? runningPostgresUrl(`${MUSTER_DATA_DIR}/postgres`);
  if (!url) return { what, state: "missing", words: `the embedded one in ${MUSTER_DATA_DIR} does not run; npm start starts it` };
  const whose = DATABASE_URL ? `of DATABASE_URL` : `embedded, in ${MUSTER_DATA_DIR}`;
  const problem = await canConnect(url);
  return problem ? { what, state: "wrong", words: `${whose}: ${problem}` } : { what, state: "ok", words: `${whose}, answers` };
}

async function consoleHealth(io: Io): Promise<Finding> {
  const what = "Console";
  const { url, send } = clientOf(io);
  try {
    const { version, worker, database: state } = (await send("GET", "/api/health")) as Record<string, string>;
    const words = `${url} answers: version ${version}, database ${state}, worker ${worker}`;
    return { what, state: worker === "ok" ? "ok" : "wrong", words };
  } catch (error) {
    return { what, state: "wrong", words: (error as Error).message };
  }
}

async function apiKey(io: Io): Promise<Finding> {
  const what = "API key";
  if (!io.env.MUSTER_API_KEY) return { what, state: "missing", words: "MUSTER_API_KEY is not set; make a key in your account and set it" };
  try {
    await clientOf(io).send("GET", "/api/v1/incidents?limit=1");
    return { what, state: "ok", words: "accepted" };
  } catch (error) {
    const isScoped = error instanceof Refusal && error.status === 403;
    return isScoped ? { what, state: "ok", words: "accepted; it may not see incidents" } : { what, state: "wrong", words: (error as Error).message };
  }
}
