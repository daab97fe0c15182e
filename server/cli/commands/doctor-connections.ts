import type { ConnectionSummary, ConnectionTest } from "#lib/contracts/connection.ts";
import {
  CONNECTION_KINDS,
  type ConnectionKind,
  type ConnectionKindDescription,
  isReading,
  READING_KIND_NAMES,
  type ReadingKind,
} from "#lib/contracts/connection-kinds.ts";
import { readEnvironment } from "#server/platform/env.ts";
import { type Client, clientOf } from "../client.ts";
import { type Io, Refusal } from "../command.ts";
import type { Finding } from "./finding.ts";

/**
 * The systems that evidence is read from: those of the console, each tested by it; without a console or the right to see them, those that this shell's
 * variables make, tested from here. Then what is not connected, and how it would be.
 */
export async function connections(io: Io): Promise<Finding[]> {
  const known = await connectionsOf(io);
  const there = new Set(known.map(({ kind }) => kind));
  return [...known.map(({ finding }) => finding), ...READING_KIND_NAMES.filter((kind) => !there.has(kind)).map(missing)];
}

type Known = { kind: ConnectionKind; finding: Finding };

async function connectionsOf(io: Io): Promise<Known[]> {
  const client = clientOf(io);
  const ofConsole = io.env.MUSTER_API_KEY ? await client.send("GET", "/api/v1/connections").catch(unseen) : null;
  if (!ofConsole) return ofEnvironment(io);
  const { items } = ofConsole as { items: ConnectionSummary[] };
  return Promise.all(items.filter(({ kind }) => isReading(kind)).map((item) => testedBy(client, item)));
}

/** What the key may not see, or nobody answers. */
function unseen(error: unknown): null {
  if (error instanceof Refusal) return null;
  throw error;
}

async function testedBy(client: Client, { id, kind, name, source, isEnabled }: ConnectionSummary): Promise<Known> {
  const what = CONNECTION_KINDS[kind].title;
  const whose = source === "environment" ? "of the environment" : `“${name}”`;
  if (!isEnabled) return { kind, finding: { what, state: "missing", words: `${whose}: disabled; enable it in Settings → Connections` } };
  try {
    const { isGood, message } = (await client.send("POST", `/api/v1/connections/${id}/test`)) as ConnectionTest;
    return { kind, finding: { what, state: isGood ? "ok" : "wrong", words: `${whose}: ${message}` } };
  } catch (error) {
    return { kind, finding: { what, state: "wrong", words: `${whose}: ${(error as Error).message}` } };
  }
}

async function ofEnvironment({ env }: Io): Promise<Known[]> {
  const values = await readable(env);
  const { testEnvironment } = await import("#server/connectors/index.ts");
  const tested = values ? await testEnvironment(values) : [];
  return tested.map(({ kind, isGood, message }) => ({
    kind,
    finding: { what: CONNECTION_KINDS[kind].title, state: isGood ? "ok" : "wrong", words: `of this shell's environment: ${message}` },
  }));
}

/** Null where a variable cannot be used, which is told on its own. */
async function readable(env: Io["env"]): Promise<Record<string, unknown> | null> {
  try {
    return readEnvironment(env as NodeJS.ProcessEnv);
  } catch {
    return null;
  }
}

function missing(kind: ReadingKind): Finding {
  const { title, about, environment, needs, secrets }: ConnectionKindDescription = CONNECTION_KINDS[kind];
  const names = [...needs, ...Object.keys(secrets.shape)].map((field) => environment[field]);
  const variables = [...new Set(names)].join(" and ");
  return {
    what: title,
    state: "missing",
    words: `not connected (${about.replace(/\.$/, "")}); add it in Settings → Connections, or set ${variables}`,
  };
}
