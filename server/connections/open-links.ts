import { READING_KIND_NAMES } from "#lib/contracts/connection-kinds.ts";
import { connectionsOfEnvironment, type Link, openLink } from "#server/connectors/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { opened, type StoredConnection } from "./stored.ts";

/** Every enabled connection that evidence is read from, ready to be asked by an investigation; and in words which ones cannot be. For the server itself: links carry secrets. */
export async function openLinks(ctx: Ctx): Promise<{ links: Link[]; warnings: string[] }> {
  authorize(ctx, "agent.run");
  const { allowedHosts } = await organisationSettings();
  const rows = (await db().connection.findMany({
    where: { isEnabled: true, kind: { in: [...READING_KIND_NAMES] } },
    orderBy: { name: "asc" },
  })) as StoredConnection[];
  const waiting = [
    ...connectionsOfEnvironment(allowedHosts).flatMap(({ open, summary }) => [
      { name: summary.name, open: async () => open, problem: summary.problem },
    ]),
    ...rows.map((row) => ({ name: row.name, open: () => opened(row, allowedHosts), problem: null })),
  ];
  const links: Link[] = [];
  const warnings: string[] = [];
  for (const { name, open, problem } of waiting) {
    try {
      const connection = await open();
      if (connection) links.push(await openLink(connection));
      else warnings.push(`${name} was not asked: ${problem}`);
    } catch (error) {
      warnings.push(`${name} was not asked: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { links, warnings };
}
