import type { ConnectionSummary } from "#lib/contracts/connection.ts";
import { CONNECTION_KINDS, type ConnectionKind, type ConnectionKindDescription } from "#lib/contracts/connection-kinds.ts";
import { hintOf, type OpenConnection } from "#server/connectors/index.ts";
import type { Transaction } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { seal, unseal } from "#server/platform/seal.ts";

export type StoredConnection = {
  id: string;
  kind: ConnectionKind;
  name: string;
  settings: Record<string, unknown>;
  /** Sealed. */
  secrets: Record<string, string>;
  isEnabled: boolean;
  testedAt: Date | null;
  isGood: boolean | null;
  found: string | null;
  version: number;
};

const WORDS: Partial<Record<ConnectionKind, string>> = { kubernetes: "the kubeconfig", datadog: "the keys" };

/** The connection, locked. The caller has authorised it. */
export async function standingConnection(tx: Transaction, id: string): Promise<StoredConnection> {
  const [found] = await tx.$queryRaw<StoredConnection[]>`
    SELECT id, kind, name, settings, secrets, is_enabled AS "isEnabled", tested_at AS "testedAt", is_good AS "isGood", found, version
    FROM connection WHERE id = ${id}::uuid FOR UPDATE`;
  if (!found) throw new NotFoundError(`There is no connection with the id ${id}. Reload the list.`);
  return found;
}

/** What to look at when a connection made in Settings fails. */
export function checkFor(kind: ConnectionKind, name: string): OpenConnection["check"] {
  const place = `of “${name}” in Settings → Connections`;
  return { address: `the address ${place}`, secret: `${WORDS[kind] ?? "the token"} ${place}` };
}

/** Each secret that is given, sealed for its own place in this row. */
export async function sealed(id: string, secrets: Record<string, string>): Promise<Record<string, string>> {
  const given = Object.entries(secrets).filter(([, secret]) => secret !== "");
  return Object.fromEntries(await Promise.all(given.map(async ([name, secret]) => [name, await seal(secret, placeOf(id, name))])));
}

/** Opens its secrets, for being asked. Throws with what to do when one cannot be opened. */
export async function opened({ id, kind, name, settings, secrets }: StoredConnection, allowedHosts: readonly string[]): Promise<OpenConnection> {
  const open = await openedSecrets(id, secrets);
  const description: ConnectionKindDescription = CONNECTION_KINDS[kind];
  const parts = { settings: description.settings.parse(settings), secrets: description.secrets.parse(open) };
  return { kind, name, source: "settings", ...parts, check: checkFor(kind, name), allowedHosts } as OpenConnection;
}

export async function openedSecrets(id: string, secrets: Record<string, string>): Promise<Record<string, string>> {
  return Object.fromEntries(await Promise.all(Object.entries(secrets).map(async ([name, text]) => [name, await unseal(text, placeOf(id, name))])));
}

export async function summaryOf(row: StoredConnection): Promise<ConnectionSummary> {
  const { id, kind, name, settings, isEnabled, version, testedAt, isGood, found } = row;
  const open = await openedSecrets(id, row.secrets).catch((error: Error) => error);
  const isBroken = open instanceof Error;
  return {
    id,
    kind,
    name,
    source: "settings",
    settings,
    secrets: Object.fromEntries(Object.keys(row.secrets).map((secret) => [secret, isBroken ? "•••" : hintOf(open[secret] ?? "")])),
    isEnabled,
    problem: isBroken ? open.message : null,
    lastTest: testedAt ? { at: testedAt.toISOString(), isGood: isGood === true, message: found ?? "" } : null,
    version,
  };
}

function placeOf(id: string, name: string) {
  return { table: "connection", column: `secrets.${name}`, row: id };
}
