import type { ChangeKind } from "#lib/contracts/alert-terms.ts";
import { openLinks } from "#server/connections/index.ts";
import { ConnectorFailed, changesBehind, type Link } from "#server/connectors/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { line } from "#server/platform/foreign-json.ts";
import { namedId } from "#server/platform/id.ts";
import type { ParsedChange } from "./parsed-change.ts";
import { storeChanges } from "./store-changes.ts";

const FIRST_MS = 3_600_000;
/** What a system shows late is found by looking back a little each time. */
const BACK_MS = 5 * 60_000;
const LONGEST_MS = 24 * 3_600_000;
const PATIENCE_MS = 45_000;

/** Reads from each connected system what was changed there since the last time: rollouts of Kubernetes, annotations of Grafana. */
export async function followConnections(ctx: Ctx): Promise<void> {
  authorize(ctx, "alert.manage");
  const { links } = await openLinks(ctx);
  for (const link of links) if (link.kind === "kubernetes" || link.kind === "grafana") await follow(link);
}

async function follow(link: Link): Promise<void> {
  const connection = `${link.kind} ${link.name}`;
  const now = Date.parse(await databaseNow());
  const cursor = await db().changeCursor.findUnique({ where: { connection } });
  const from = Math.max(cursor ? cursor.readTo.getTime() - BACK_MS : now - FIRST_MS, now - LONGEST_MS);
  const problem = await read(link, connection, { from, to: now }).then(
    () => null,
    (error: unknown) => {
      if (error instanceof ConnectorFailed) return error.message;
      throw error;
    },
  );
  const readTo = problem ? (cursor?.readTo ?? new Date(from)) : new Date(now);
  const row = { readTo, triedAt: new Date(now), problem };
  await db().changeCursor.upsert({ where: { connection }, create: { connection, ...row }, update: row });
}

async function read(link: Link, connection: string, window: { from: number; to: number }): Promise<void> {
  const found = (await changesBehind(link, window, AbortSignal.timeout(PATIENCE_MS))) ?? [];
  const changes = found.map(
    ({ id, at, kind, service, title, author, link: address }): ParsedChange => ({
      key: id,
      kind: kindOf(kind),
      service: line(service ?? "", 200),
      title: line(title) || "A change without words",
      author: author ? line(author, 200) : null,
      link: address,
      at: new Date(at).toISOString(),
    }),
  );
  const source = { integrationId: null, name: link.name, scope: connection };
  const actor = { type: "connector" as const, id: namedId(connection), name: link.name };
  await storeChanges({ actor, person: null, isSystem: true, sessionId: null, address: null }, source, changes, new Date(window.to).toISOString());
}

const KINDS: readonly [RegExp, ChangeKind][] = [
  [/deploy|release|rollout/i, "deploy"],
  [/flag|toggle/i, "flag"],
  [/config/i, "config"],
  [/migrat/i, "migration"],
  [/infra|node|scal/i, "infrastructure"],
];

function kindOf(word: string): ChangeKind {
  return KINDS.find(([pattern]) => pattern.test(word))?.[1] ?? "other";
}
