import type { ConnectionKindDescription } from "#lib/contracts/connection-parts.ts";
import { NOTIFYING_KIND_NAMES, NOTIFYING_KINDS, type NotifyingKind } from "#lib/contracts/notifying-kinds.ts";
import { env } from "./env.ts";
import { namedId } from "./id.ts";
import { unseal } from "./seal.ts";
import { askPaging } from "./sql.ts";

type Words = Record<string, string>;

/** A connection by which pages go out, opened. `check`: what to look at when it is refused. */
export type Notifier = {
  id: string;
  kind: NotifyingKind;
  name: string;
  settings: Words;
  secrets: Words;
  allowedHosts: readonly string[];
  check: string;
};

/** The same as the environment gives it. `problem`: why it cannot be used as it is. */
export type OfEnvironment = Omit<Notifier, "allowedHosts"> & { problem: string | null };

/** By what pages can go out because variables of the environment say so. The ids stay, so that policies can name them. */
export function notifiersOfEnvironment(values: Record<string, unknown> = env()): OfEnvironment[] {
  return NOTIFYING_KIND_NAMES.flatMap((kind) => ofEnvironment(kind, values) ?? []);
}

function ofEnvironment(kind: NotifyingKind, values: Record<string, unknown>): OfEnvironment | null {
  const { title, environment, needs, settings, secrets }: ConnectionKindDescription = NOTIFYING_KINDS[kind];
  const given = Object.entries(environment).flatMap(([field, variable]) => (values[variable] ? [[field, String(values[variable])] as const] : []));
  if (needs.length === 0 || needs.some((field) => !given.some(([name]) => name === field))) return null;
  const pick = (fields: object) => Object.fromEntries(given.filter(([field]) => field in fields));
  const [asSettings, asSecrets] = [settings.safeParse(pick(settings.shape)), secrets.safeParse(pick(secrets.shape))];
  const [issue] = [asSettings, asSecrets].flatMap(({ error }) => error?.issues ?? []);
  return {
    id: namedId(`environment-${kind}`),
    kind,
    name: title,
    settings: (asSettings.data ?? {}) as Words,
    secrets: (asSecrets.data ?? {}) as Words,
    check: needs.map((field) => environment[field]).join(" and "),
    problem: issue ? `${environment[String(issue.path[0])]}: ${issue.message}` : null,
  };
}

/** Whoever sets the environment may reach the hosts that they name. */
export function hostsNamedIn(settings: Words): string[] {
  return Object.values(settings).flatMap((value) => {
    if (!/^https?:/.test(value) || !URL.canParse(value)) return [];
    const { hostname, port, protocol } = new URL(value);
    return [`${hostname}:${port || (protocol === "https:" ? "443" : "80")}`];
  });
}

type Row = { id: string; name: string; settings: Words; secrets: Words; allowedHosts: string[] };

/** Every usable connection of this kind, that of the environment first, then by age. */
export async function notifiers(kind: NotifyingKind): Promise<Notifier[]> {
  const rows = await askPaging<Row & { id: string | null }>({
    name: "notifiers",
    text: `
      SELECT c.id, c.name, c.settings, c.secrets,
        coalesce((SELECT value->'allowedHosts' FROM setting WHERE key = 'organisation'), '[]') AS "allowedHosts"
      FROM (SELECT 1) one LEFT JOIN connection c ON c.kind = $1 AND c.is_enabled ORDER BY c.created_at, c.id`,
    values: [kind],
  });
  const allowedHosts = rows[0]?.allowedHosts ?? [];
  const given = notifiersOfEnvironment().filter((one) => one.kind === kind && !one.problem);
  const stored = await Promise.allSettled(rows.filter((row): row is Row => row.id !== null).map((row) => opened(kind, row)));
  return [
    ...given.map(({ problem: _none, ...one }) => ({ ...one, allowedHosts: [...allowedHosts, ...hostsNamedIn(one.settings)] })),
    ...stored.flatMap((one) => (one.status === "fulfilled" ? [one.value] : [])),
  ];
}

async function opened(kind: NotifyingKind, { id, name, settings, secrets, allowedHosts }: Row): Promise<Notifier> {
  const open = await Promise.all(
    Object.entries(secrets).map(async ([field, text]) => [field, await unseal(text, { table: "connection", column: `secrets.${field}`, row: id })]),
  );
  return { id, kind, name, settings, secrets: Object.fromEntries(open) as Words, allowedHosts, check: checkOf(name) };
}

/** What to look at when a connection made in Settings is refused. */
export function checkOf(name: string): string {
  return `“${name}” in Settings → Connections`;
}
