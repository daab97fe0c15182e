import { verifyAudit } from "#server/platform/audit-verify.ts";
import { db } from "#server/platform/db.ts";
import { verifyIncident } from "#server/timeline/index.ts";

export type Proof = { incidents: number; entries: number; links: number; words: string };

type Scope = { sample: number; always?: string[] };

/**
 * Runs the product's own checks: logs without gaps, states that are the fold of their logs, audit chains that hold, references without
 * gaps. On `sample` incidents drawn at random and those named, and on the whole of the organisation's chain and counters.
 * @throws with what does not hold.
 */
export async function prove({ sample, always = [] }: Scope): Promise<Proof> {
  const drawn = await db().$queryRaw<{ id: string }[]>`SELECT id FROM incident ORDER BY random() LIMIT ${sample}`;
  const ids = [...new Set([...always, ...drawn.map(({ id }) => id)])];
  const problems: string[] = [];
  let entries = 0;
  for (const id of ids) {
    const proof = await verifyIncident(id);
    entries += proof.entries;
    problems.push(...proof.problems.map((problem) => `${id}: ${problem}`));
  }
  const chain = await verifyAudit();
  if (chain.problem) problems.push(chain.problem);
  problems.push(...(await gapsInReferences()), ...(await missingDocuments()));
  if (problems.length > 0) throw new Error(`What was stored is not sound:\n${problems.slice(0, 20).join("\n")}`);
  const words = `${figure(ids.length)} incidents with ${figure(entries)} entries are the fold of their logs and their audit chains hold; the organisation's chain of ${figure(chain.entries)} links holds; references have no gap`;
  return { incidents: ids.length, entries, links: chain.entries, words };
}

async function gapsInReferences(): Promise<string[]> {
  const days = await db().$queryRaw<{ day: string }[]>`
    SELECT to_char(coalesce(d.day, i.day), 'YYYY-MM-DD') AS day FROM incident_day d
    FULL JOIN (
      SELECT (declared_at AT TIME ZONE 'UTC')::date AS day, count(*) AS count, max(split_part(reference, '-', 4)::int) AS last FROM incident GROUP BY 1
    ) i USING (day)
    WHERE i.count IS DISTINCT FROM d.counter OR i.last IS DISTINCT FROM d.counter ORDER BY 1`;
  return days.map(({ day }) => `The references of ${day} have a gap, or their counter differs.`);
}

async function missingDocuments(): Promise<string[]> {
  const rows = await db().$queryRaw<{ reference: string }[]>`
    SELECT i.reference FROM incident i LEFT JOIN incident_search s ON s.incident_id = i.id WHERE s.incident_id IS NULL OR i.indexed_seq < i.last_seq LIMIT 20`;
  return rows.map(({ reference }) => `${reference} cannot be searched in full.`);
}

function figure(number: number): string {
  return number.toLocaleString("en");
}
