import type { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import type { Phase, Severity } from "#lib/contracts/incident.ts";
import type { FindSimilar } from "#lib/contracts/incident-commands.ts";
import { ACTIVE_PHASES } from "#lib/contracts/incident-terms.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { tellingWords } from "./telling-words.ts";
import { visibleTo } from "./visible-to.ts";

export type SimilarIncident = {
  reference: string;
  title: string;
  severity: Severity | null;
  phase: Phase;
  declaredAt: string;
  commander: string | null;
  /** Names of the services that both concern. */
  sharedServices: string[];
};

type Row = {
  reference: string;
  title: string;
  severity: Severity | null;
  phase: Phase;
  declared_at: Date;
  commander: string | null;
  shared: string[];
};

const SHOWN = 5;
const CANDIDATES = 300;

/** Open incidents that the asker may see and that read like what is being declared: half of its telling words, or a service in common. */
export async function similarIncidents(ctx: Ctx, { title, services }: z.output<typeof FindSimilar>): Promise<SimilarIncident[]> {
  authorize(ctx, "incident.read");
  const words = tellingWords(title).map((word) => `'${word}':*`);
  if (words.length === 0 && services.length === 0) return [];
  const rows = await db().$queryRaw<Row[]>`
    WITH candidate AS (${candidates(ctx, words, services)}), scored AS (
      SELECT c.id,
        (SELECT count(*) FROM incident_search d, unnest(${words}::text[]) AS word WHERE d.incident_id = c.id AND d.document @@ word::tsquery)::float / ${Math.max(1, words.length)} AS words,
        EXISTS (SELECT 1 FROM incident_service s WHERE s.incident_id = c.id AND s.service_id = ANY(${services}::uuid[])) AS shares
      FROM candidate c
    )
    SELECT i.reference, i.title, i.severity, i.phase, i.declared_at,
      ARRAY(SELECT s->>'name' FROM jsonb_array_elements(i.state->'services') s WHERE s->>'id' = ANY(${services}::text[])) AS shared,
      jsonb_path_query_first(i.state, '$.assignments[*] ? (@.role == "commander").person.name') #>> '{}' AS commander
    FROM scored s JOIN incident i ON i.id = s.id
    WHERE s.words >= 0.5 OR s.shares
    ORDER BY s.words + CASE WHEN s.shares THEN 0.5 ELSE 0 END DESC, i.declared_at DESC LIMIT ${SHOWN}`;
  return rows.map(({ declared_at, shared, ...row }) => ({ ...row, declaredAt: declared_at.toISOString(), sharedServices: shared }));
}

/** The newest open incidents that hold any of the words, or concern any of the services. */
function candidates(ctx: Ctx, words: string[], services: string[]): Prisma.Sql {
  const open = Prisma.sql`i.phase = ANY(${[...ACTIVE_PHASES]}) AND i.kind <> 'test' AND ${visibleTo(ctx)}`;
  const newest = Prisma.sql`ORDER BY i.declared_at DESC, i.id DESC LIMIT ${CANDIDATES}`;
  return Prisma.sql`
    (SELECT i.id FROM incident i JOIN incident_search d ON d.incident_id = i.id WHERE ${open} AND d.document @@ ${words.join(" | ")}::tsquery ${newest})
    UNION
    (SELECT i.id FROM incident i JOIN incident_service s ON s.incident_id = i.id WHERE ${open} AND s.service_id = ANY(${services}::uuid[]) ${newest})`;
}
